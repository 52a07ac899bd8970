### Rollen geben und nehmen.

role-whom = Wen meinst Du? Schreib mir den Namen so, wie er im Verzeichnis steht.
role-ask-where = Was soll **{ $name }** koordinieren? Nenn mir eine Region oder Gruppe.
role-card = { $deed ->
    [coordinate] **{ $name }** koordiniert dann { $places }: mit Einladen, Hereinlassen und Pflege des Verzeichnisses.
    [administer] **{ $name }** administriert dann das ganze Netzwerk und darf alles, auch Rollen geben und nehmen.
    [unadminister] **{ $name }** administriert dann nicht mehr.
   *[uncoordinate] { $places ->
        [none] { $all ->
            [none] **{ $name }** koordiniert dann nicht mehr.
           *[other] **{ $name }** koordiniert dann nichts mehr, bisher { $all }.
        }
       *[other] **{ $name }** koordiniert dann { $places } nicht mehr.
    }
}
role-done = Ist eingetragen und gilt ab sofort für **{ $name }**.
role-told = { $deed ->
    [coordinate] { $by } hat Dich gebeten, { $places } zu koordinieren. Mit /einladen, /anfragen und /neu_im_team geht es los.
    [administer] { $by } hat Dir die Administration des Netzwerks gegeben. Du darfst jetzt alles, auch Rollen geben und nehmen.
    [unadminister] { $by } hat eingetragen, dass Du das Netzwerk nicht mehr administrierst. Danke für alles bis hierher.
   *[uncoordinate] { $places ->
        [none] { $by } hat eingetragen, dass Du nicht mehr koordinierst. Danke für alles bis hierher.
       *[other] { $by } hat eingetragen, dass Du { $places } nicht mehr koordinierst. Danke für alles bis hierher.
    }
}
