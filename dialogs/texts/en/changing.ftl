### Moving, changing, cancelling meetings.

option-changing = { $deed ->
    [move] Move
    [cancel] Cancel
   *[change] Change
}
changing-which = Which meeting do you mean?
changing-none = There is no meeting ahead that you can change.
changing-none-that-day = There is no meeting on { $day } that you can change. Do you mean one of these?
option-changing-which = { $title } · { $weekday }, { $day }, { $from }
changing-ask-when = To when? For example “Thursday at half past two” or “an hour later”.
changing-ask-what = What should be different? For example “at the town hall”, “online at https://…”, “title: next year” or “an hour later”.
changing-ask-last = When is the last time? For example “in June” or “30 June”.
changing-no-series = That is no series, it takes place once. If it should be on another day, write me the day.
changing-ask-rhythm = The series is on several days. How should it be from now on? For example “every Thursday at 10am”.
changing-ask-scope = **{ $title }** is a series. What do you mean?
option-changing-scope = { $scope ->
    [one] Only { $weekday }, { $day }
   *[all] All from now on
}
changing-to = New: { $weekday }, { $day }, { $from }–{ $to }
changing-detail = { $what ->
    [title] Title
    [place] Place
    [link] Link
   *[agenda] What it is about
}: { $old ->
    [none] { $new }
   *[other] was “{ $old }”, will be { $new ->
        [none] empty
       *[other] “{ $new }”
    }
}
changing-scope = { $scope ->
    [one] This is for this date only, the others of the series stay.
    [all] { $count ->
        [one] This is for the last date of the series.
       *[other] This is for all further dates of the series, { $count } so far.
    }
   *[single] It becomes a series.
}
changing-cancel = { $scope ->
    [one] Shall only this date be cancelled? The others of the series stay.
    [all] { $count ->
        [one] Shall the last meeting of the series be cancelled?
       *[other] Shall all { $count } further dates of the series be cancelled?
    }
   *[single] Shall the meeting be cancelled?
}
changing-coming = { $count ->
    [0] Nobody has said yes so far.
    [one] One person had said yes.
   *[other] { $count } had said yes.
}
changing-reason = Why: { $reason }
changing-ask-reason = Would you like to give a reason? For example “because there is no room”.
changing-told = { $count ->
    [0] Nobody else is invited.
    [one] 1 person will be told.
   *[other] { $count } people will be told.
}
changing-told-nobody = I write to nobody about this alone.
option-changing-yes = { $deed ->
    [cancel] Cancel it
    [move] Move it
   *[change] Change it
}
changing-done = { $deed ->
    [cancel] It is cancelled. Everybody invited will be told.
    [move] It is moved. Everybody invited will be told.
    [end] It is changed. The series ends then.
   *[change] It is changed.
}
refused-changed = Somebody has changed the meeting in the meantime. This is how it is now:
refused-over = The meeting has begun, is over or cancelled already. I have changed nothing.
refused-rule = There is no such series, or it would be over already. I have changed nothing.
