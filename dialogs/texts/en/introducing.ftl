### Introducing people: why, yes or no, and what both then know of each other.

option-introduce = Introduce me
option-introduce-both = Introduce me to both
option-introduce-withdraw = Rather not
option-gladly = Gladly
option-rather-not = Rather not
introduce-why = What would you like to talk about with { $names }? One line is enough. Please no names of clients; I forget the reason as soon as it is decided. With a yes you each get at least one number or address of the other.
introduce-self = That is you. To whom may I introduce you?
introduce-too-long = That is too long. Please stay below { $most } characters, one line is enough.
introduce-sent = { $count ->
    [one] I ask, and let you know as soon as it suits.
   *[other] I ask both, and let you know as soon as it suits.
}
introduce-wish = **{ $name }** would like to get to know you: “{ $reason }” May I introduce you to each other? With “Gladly” you each get at least one number or address of the other, even if only coordinators see it otherwise.
introduce-granted = It suits, you can get in touch:
introduce-done = Good. I let them know. This is how you reach each other:
introduce-declined = All right, this stays between us. I say nothing.
introduce-over = That is settled already.
introduce-withdrawn = All right, I do not ask any further.
introduce-unreachable = I cannot ask just now. The card says how you can reach the person yourself.
