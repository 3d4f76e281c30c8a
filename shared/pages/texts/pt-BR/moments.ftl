# Tempos e lugares.
moment-whole = { $relative }: { $full }
moment-soon = em menos de um minuto
moment-just-now = agora mesmo
moment-in-minutes = { $count ->
    [one] em { $count } minuto
   *[other] em { $count } minutos
}
moment-minutes-ago = { $count ->
    [one] há { $count } minuto
   *[other] há { $count } minutos
}
moment-in-hours = { $count ->
    [one] em { $count } hora
   *[other] em { $count } horas
}
moment-hours-ago = { $count ->
    [one] há { $count } hora
   *[other] há { $count } horas
}
moment-tomorrow = amanhã
moment-yesterday = ontem
moment-in-days = { $count ->
    [one] em { $count } dia
   *[other] em { $count } dias
}
moment-days-ago = { $count ->
    [one] há { $count } dia
   *[other] há { $count } dias
}
moment-date = { $day } de { $month } de { $year }
moment-day = { $weekday }, { $day } de { $month }
moment-day-and-year = { $weekday }, { $day } de { $month } de { $year }
moment-at-a-glance = { $day } de { $month }, { $time }
moment-at-a-glance-and-year = { $day } de { $month } de { $year }, { $time }
moment-in-zone = { $date }, { $time }
moment-time-in-zone = { $time } (horário de { $city })
moment-time-in-utc = { $time } UTC
moment-until = { $weekday ->
   *[other] { $full }
}
moment-on = { $weekday ->
    [6] no { $full }
    [7] no { $full }
   *[other] na { $full }
}

weekday-1 = segunda-feira
weekday-2 = terça-feira
weekday-3 = quarta-feira
weekday-4 = quinta-feira
weekday-5 = sexta-feira
weekday-6 = sábado
weekday-7 = domingo

month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

# Cidades cujo nome na base de fusos não é como as pessoas o escrevem.
city-Sao_Paulo = São Paulo
city-Belem = Belém
city-Cuiaba = Cuiabá
city-Maceio = Maceió
city-Asuncion = Assunção
city-Bogota = Bogotá
city-Havana = Havana
city-Mexico_City = Cidade do México
city-Panama = Panamá
city-New_York = Nova York
city-London = Londres
city-Lisbon = Lisboa
city-Madrid = Madri
city-Paris = Paris
city-Berlin = Berlim
city-Brussels = Bruxelas
city-Vienna = Viena
city-Rome = Roma
city-Zurich = Zurique
city-Warsaw = Varsóvia
city-Prague = Praga
city-Athens = Atenas
city-Moscow = Moscou
city-Istanbul = Istambul
city-Tokyo = Tóquio
city-Singapore = Singapura
city-Shanghai = Xangai
