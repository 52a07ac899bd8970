### One person, several messengers: link, look at, prefer, remove.

messenger-name = { $messenger ->
    [telegram] Telegram
    [matrix] Matrix
    [console] Terminal
   *[other] { $messenger }
}

link-code = Your code: **{ $code }**
link-how = { $messenger ->
    [none] Write it to me on the other messenger within { $minutes } minutes, then I know that it is you. Do not pass it on: whoever enters it counts as you.
   *[other] Write it to me there within { $minutes } minutes: { $messenger }. Then I know that it is you. Do not pass it on: whoever enters it counts as you.
}
link-ask-code = Write me the code that I gave you on the other messenger. You get it there with /link.
link-wrong = I do not know this code, or it has expired. Where I already know you, get a new one with /link.
link-known = I already know this account as yours.
link-too-often = Those were too many wrong codes. Please try again in two hours.
linked = { $where ->
    [none] Done, { $name }: now I know you here, too, { $messenger }.
   *[other] Done, { $name }: now I know you here, too, { $messenger }. On my own I still write to you there: { $where }.
}
link-told = One more account is now linked with you: { $messenger }. If that was not you, unlink it right away.
option-unlink-not-me = That was not me: unlink it
option-prefer-here = Rather write here
option-prefer = Rather write here: { $messenger }
option-remove = Remove: { $messenger }
option-link = Link a messenger

addresses-headline = **I reach you here:**
address-line = { $state ->
    [preferred] { $messenger }, since { $since } · here I write on my own{ $here ->
        [yes] {" "}· you are here right now
       *[no] {""}
    }
    [unreachable] { $messenger }, since { $since } · I do not get through there at the moment
   *[reachable] { $messenger }, since { $since }{ $here ->
        [yes] {" "}· you are here right now
       *[no] {""}
    }
}
address-since = { $messenger } (since { $since })
preferred = Good, on my own I now write to you here: { $messenger }. Answers always come where you ask.
preferred-unreachable = Noted. At the moment I do not get through there, though: { $messenger }. Write to me there once, then it works again.
not-linked = You have not linked this messenger with me yet: { $messenger }.
messenger-not-spoken = { $messenger } is beyond me. I write on Telegram, Matrix and in the terminal, as far as your network has set them up.
which-address = I know several of these: { $messenger }. Which one do you mean?
removed = { $here ->
    [yes] Removed: { $messenger }. Here I do not know you any more.
   *[no] Removed: { $messenger }. There I do not know you any more.
}
remove-last = This is your only way to me: { $messenger }. Without it you are a guest to me, get nothing from me any more and need a new invitation to come back. Your entry in the directory stays. Do you really want this?
option-keep = No, keep it
option-remove-last = Yes, remove my last way
removed-last = Removed: { $messenger }. From now on you are a guest here. All the best; with an invitation you can come back any time.

unreached = I could not reach you there: { $messenger }. That is why I write here.
answer-not-there = I may not write there at the moment, so I answer you here.
