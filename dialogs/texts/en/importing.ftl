### The directory as a file, sent in the chat.

import-card = I have read **{ $file }**, nothing of it counts yet:
    { $lines }
import-line = { $deed ->
    [new] **New:**
    [changed] **Changed:**
   *[gone] **Leaving:**
} { $people ->
    [0] { $others ->
        [one] 1 other entry
       *[other] { $others } other entries
    }
    [one] 1 person{ $others ->
        [0] { "" }
        [one] , 1 other entry
       *[other] , { $others } other entries
    }
   *[other] { $people } people{ $others ->
        [0] { "" }
        [one] , 1 other entry
       *[other] , { $others } other entries
    }
} ({ $names }{ $more ->
    [0] )
   *[other] {" "}and { $more } more)
}
import-same = Unchanged: { $count }
import-unread = Not read, as nothing of the directory is in them: { $sheets }.
import-removes = { $many ->
    [yes] That is more than a third of all. Is the file really the whole directory? Who is not in it leaves; only the administration stays.
   *[no] A table counts as the whole directory: who is not in it leaves. The administration stays.
}
import-again = Meanwhile it looks different from what the card said. Please look again:
import-done = It is imported.
import-empty = The directory is like your file already.
import-wrong = { $count ->
    [one] I cannot import the file like this, one thing is not right yet:
   *[other] I cannot import the file like this, { $count } things are not right yet:
}
    { $lines }
    { $more ->
    [0] Nothing of it is entered. Change it and send me the file again.
   *[other] … and { $more } more. Nothing of it is entered. Change it and send me the file again.
}
import-missing = { $why ->
    [too-large] The file is too large for me, up to { $most } MB work. On Kitt’s computer “kitt directory import” imports it, too.
   *[other] I could not load the file just now. Please send it again.
}
option-import = Import
