# Tiempos y lugares.
moment-whole = { $relative }: { $full }
moment-soon = dentro de menos de un minuto
moment-just-now = ahora mismo
moment-in-minutes = { $count ->
    [one] dentro de { $count } minuto
   *[other] dentro de { $count } minutos
}
moment-minutes-ago = { $count ->
    [one] hace { $count } minuto
   *[other] hace { $count } minutos
}
moment-in-hours = { $count ->
    [one] dentro de { $count } hora
   *[other] dentro de { $count } horas
}
moment-hours-ago = { $count ->
    [one] hace { $count } hora
   *[other] hace { $count } horas
}
moment-tomorrow = mañana
moment-yesterday = ayer
moment-in-days = { $count ->
    [one] dentro de { $count } día
   *[other] dentro de { $count } días
}
moment-days-ago = { $count ->
    [one] hace { $count } día
   *[other] hace { $count } días
}
moment-date = { $day } de { $month } de { $year }
moment-day = { $weekday } { $day } de { $month }
moment-day-and-year = { $weekday } { $day } de { $month } de { $year }
moment-at-a-glance = { $day } de { $month }, { $time }
moment-at-a-glance-and-year = { $day } de { $month } de { $year }, { $time }
moment-in-zone = { $date }, { $time }
moment-time-in-zone = { $time } (hora de { $city })
moment-time-in-utc = { $time } UTC
moment-until = { $weekday ->
   *[other] el { $full }
}
moment-on = { $weekday ->
   *[other] el { $full }
}

weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

# Ciudades cuyo nombre en la base de zonas no es como la gente lo escribe.
city-Sao_Paulo = São Paulo
city-Belem = Belém
city-Cuiaba = Cuiabá
city-Maceio = Maceió
city-Asuncion = Asunción
city-Bogota = Bogotá
city-Havana = La Habana
city-Mexico_City = Ciudad de México
city-Panama = Panamá
city-New_York = Nueva York
city-London = Londres
city-Lisbon = Lisboa
city-Madrid = Madrid
city-Paris = París
city-Berlin = Berlín
city-Brussels = Bruselas
city-Vienna = Viena
city-Rome = Roma
city-Zurich = Zúrich
city-Warsaw = Varsovia
city-Prague = Praga
city-Athens = Atenas
city-Moscow = Moscú
city-Istanbul = Estambul
city-Tokyo = Tokio
city-Singapore = Singapur
city-Shanghai = Shanghái
