# Times and places.
moment-whole = { $relative }: { $full }
moment-soon = in less than a minute
moment-just-now = just now
moment-in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
moment-minutes-ago = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
moment-in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
moment-hours-ago = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
moment-tomorrow = tomorrow
moment-yesterday = yesterday
moment-in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
moment-days-ago = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
moment-date = { $day } { $month } { $year }
moment-day = { $weekday } { $day } { $month }
moment-day-and-year = { $weekday } { $day } { $month } { $year }
moment-at-a-glance = { $day } { $month }, { $time }
moment-at-a-glance-and-year = { $day } { $month } { $year }, { $time }
moment-in-zone = { $date }, { $time }
moment-time-in-zone = { $time } ({ $city } time)
moment-time-in-utc = { $time } UTC
moment-until = { $weekday ->
   *[other] { $full }
}
moment-on = { $weekday ->
   *[other] on { $full }
}

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# Cities whose name in the zone database is not how people write them.
city-Sao_Paulo = São Paulo
city-Belem = Belém
city-Cuiaba = Cuiabá
city-Maceio = Maceió
city-Asuncion = Asunción
city-Bogota = Bogotá
city-Havana = Havana
city-Mexico_City = Mexico City
city-Panama = Panama
city-New_York = New York
city-London = London
city-Lisbon = Lisbon
city-Madrid = Madrid
city-Paris = Paris
city-Berlin = Berlin
city-Brussels = Brussels
city-Vienna = Vienna
city-Rome = Rome
city-Zurich = Zurich
city-Warsaw = Warsaw
city-Prague = Prague
city-Athens = Athens
city-Moscow = Moscow
city-Istanbul = Istanbul
city-Tokyo = Tokyo
city-Singapore = Singapore
city-Shanghai = Shanghai
