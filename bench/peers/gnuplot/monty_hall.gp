# Monty Hall: the running shares of games won by both strategies. gnuplot -c monty_hall.gp DATA OUT
load ARG1."/facts.toml"
frames = ARG1."/frames.csv"
tallies = ARG1."/tallies.csv"
set datafile separator ","
set datafile columnheaders
set terminal gif animate delay 5 loop 0 optimize size 800,500 font "Liberation Sans,10.5"
set output ARG2

stats frames using 1 nooutput
n = STATS_records
do for [name in "games stay switch read_games read_stay read_switch"] {
    eval sprintf("array now_%s[n]; stats frames using (now_%s[int($0) + 1] = column('%s')) nooutput", name, name, name)
}

set label 1 "{/:Bold=15 Monty Hall: should you switch?}" at screen 0.03,0.93 tc "#1a1b1e"
set label 2 sprintf("Share of games won so far: %d doors; shaded: ±1.96 standard errors", doors) at screen 0.03,0.884 tc "#5d6168"
set lmargin at screen 54./800
set rmargin at screen 776./800
set bmargin at screen 70./500
set tmargin at screen 408./500
unset key
set border 0
set logscale x
set xrange [1:games]
set yrange [0:1]
set xtics ("1" 1, "10" 10, "100" 100, "1,000" 1000, "10,000" 10000) nomirror scale 0 tc "#5d6168"
set ytics ("0" 0, "1/3" 1./3, "2/3" 2./3, "1" 1) nomirror scale 0 tc "#5d6168"
set grid ytics lt 1 lc "#d5d7db"
set samples 400

error(p, n) = 1.96 * sqrt(p * (1 - p) / n)
low(p, n) = p - error(p, n) < 0 ? 0 : p - error(p, n)
high(p, n) = p + error(p, n) > 1 ? 1 : p + error(p, n)
greatest(a, b) = a > b ? a : b
set label 3 sprintf("theory 2/3 ± %.4f", error(theory_switch, games)) at screen 772./800,345./500 right tc "#5d6168"
set label 4 sprintf("theory 1/3 ± %.4f", error(theory_stay, games)) at screen 772./800,133./500 right tc "#5d6168"

do for [i = 1:n] {
    face = i == n ? "/:Bold=15" : "/=15"
    set label 5 sprintf("{%s switch wins %.4f}", face, now_read_switch[i]) at screen 772./800,325./500 right tc "#0a6ebd"
    set label 6 sprintf("{%s stay wins %.4f}", face, now_read_stay[i]) at screen 772./800,155./500 right tc "#c2500a"
    set label 7 sprintf("games played: %d", now_read_games[i]) at screen 346./800,33./500 tc "#5d6168"
    set label 8 "" at now_games[i],now_stay[i] front point pt 7 ps 1.2 lc "#c2500a"
    set label 9 "" at now_games[i],now_switch[i] front point pt 7 ps 1.2 lc "#0a6ebd"
    plot '+' using 1:(low(theory_switch, $1)):(high(theory_switch, $1)) with filledcurves lc "#dbe9f6", \
        '+' using 1:(low(theory_stay, $1)):(high(theory_stay, $1)) with filledcurves lc "#f8e4d7", \
        '+' using 1:(low(theory_switch, $1)):(greatest(low(theory_switch, $1), high(theory_stay, $1))) with filledcurves lc "#e6e0e4", \
        theory_switch lc "#a9adb3", theory_stay lc "#a9adb3", \
        tallies using "games":(column("frame") < i ? column("stay") : NaN) with lines lw 2 lc "#c2500a", \
        tallies using "games":(column("frame") < i ? column("switch") : NaN) with lines lw 2 lc "#0a6ebd"
}
