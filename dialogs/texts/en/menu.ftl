### What stands in a messenger's list of commands, and how Kitt introduces itself there.

menu-kontakt = Find a contact: region, place, project or topic
menu-pendeln = Contacts where somebody lives and works
menu-neu = Who is new in the network?
menu-verzeichnis = Regions, projects and topics
menu-gruppe = See, join and leave groups
menu-rueckblick = What happened at earlier meetings
menu-treffen = The next meetings
menu-erinnern = Have yourself reminded, see your reminders
menu-kalender = Meetings in your own calendar
menu-abwesend = Say that you are away, or back
menu-meinedaten = What is stored about you
menu-aendern = Change your details
menu-sichtbarkeit = Who sees what of you
menu-adressen = Your addresses in messengers
menu-stumm = Hear nothing from me for a while
menu-laut = Hear from me again
menu-ruhezeiten = When I leave you in peace
menu-hilfe = What you can ask me
menu-start = Begin anew
menu-sprache = Change the language
menu-einstellungen = Your settings
menu-verbinden = Link another messenger
menu-code = Redeem an invitation code
menu-zugang = Ask for access
menu-mensch = Reach a human
menu-datenschutz = What happens to your data
menu-export = Your data as a file
menu-loeschen = Delete your data
menu-terminfindung = Vote on when a group meets
menu-abbrechen = Cancel what is open
menu-einladen = Invite somebody to the network
menu-einladungen = Open invitations
menu-anfragen = Who waits for an answer
menu-neu-im-team = Add somebody to the directory
menu-zustaendig = Say who is responsible
menu-verlaesst = Say who leaves
menu-planen = Plan a meeting
menu-kanal = Bind this chat to a group
menu-verbindungen = Which chats are bound
menu-trennen = Unbind a chat
menu-einrichten = Set up the network step by step
menu-regionen = See, add and change regions

bot-description = { $network ->
    [none] I am Kitt, the assistant of a network. With me its members quickly find the right contact.
   *[other] I am Kitt, the assistant of { $network }. With me its members quickly find the right contact.
}
bot-short-description = { $network ->
    [none] Finds the right people in the network.
   *[other] { $network }: I find the right people.
}
