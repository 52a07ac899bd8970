### One sentence for people whose language Kitt does not speak, in theirs; the same in every file.

their-language = { $language ->
    [ar] أفهم الألمانية والإنجليزية فقط: اكتب لي من فضلك بإحداهما، أو اكتب «Mensch» فأدلّك على شخص يساعدك.
    [pl] Rozumiem tylko niemiecki i angielski: napisz proszę w jednym z nich albo napisz „Mensch”, a wskażę Ci człowieka, który pomoże.
    [ru] Я понимаю только немецкий и английский: напиши, пожалуйста, на одном из них или напиши «Mensch», и я подскажу, к кому из людей обратиться.
    [tr] Yalnızca Almanca ve İngilizce anlıyorum: lütfen bu dillerden birinde yaz ya da “Mensch” yaz, sana yardım edecek bir insanı söyleyeyim.
   *[uk] Я розумію лише німецьку й англійську: напиши, будь ласка, однією з них або напиши «Mensch», і я підкажу, до кого з людей звернутися.
}
their-human = { $language ->
    [ar] شخص (Mensch)
    [pl] Człowiek (Mensch)
    [ru] Человек (Mensch)
    [tr] İnsan (Mensch)
   *[uk] Людина (Mensch)
}
