# The perceptron: every line it tries stays until one separates the points. gnuplot -c perceptron.gp DATA OUT
# This terminal knows no dotted lines: they are thin. Its option "optimize" is left out, as it smears the words that change here.
load ARG1."/facts.toml"
frames = ARG1."/frames.csv"
points = ARG1."/points.csv"
set datafile separator ","
set datafile columnheaders
set terminal gif animate delay 50 loop 0 size 800,500 font "Liberation Sans,10.5"
set output ARG2

stats points using 1 nooutput
many = STATS_records
stats frames using 1 nooutput
n = STATS_records
do for [name in "looks_x looks_y wrong"] {
    eval sprintf("array %s[n]; stats frames using (%s[int($0) + 1] = column('%s')) nooutput", name, name, name)
}

set label 1 "{/:Bold=15 Which line separates circles from triangles?}" at screen 0.03,0.93 tc "#1a1b1e"
set label 2 "Each mistake moves the line; it stops when there is none" at screen 0.03,0.884 tc "#5d6168"
set lmargin at screen 62./800
set rmargin at screen 526./800
set bmargin at screen 50./500
set tmargin at screen 397./500
set border lc "#d5d7db"
unset key
set xrange [x_from:x_to]
set yrange [y_from:y_to]
set xtics 0.5 nomirror out scale 0.5 format "%.1f" tc "#5d6168"
set ytics 0.5 nomirror out scale 0.5 format "%.1f" tc "#5d6168"
set label 3 "label +1" at screen 576./800,54./500 tc "#5d6168"
set label 4 "" at screen 558./800,54./500 point pt 9 ps 1.6 lc "#0a6ebd"
set label 5 "label −1" at screen 576./800,80./500 tc "#5d6168"
set label 6 "" at screen 558./800,80./500 point pt 6 ps 1.7 lw 2 lc "#c2500a"
set label 7 "tried" at screen 576./800,106./500 tc "#5d6168"
set arrow 1 from screen 550./800,106./500 to screen 566./800,106./500 nohead lc "#a9adb3"

set style arrow 1 nohead lc "#a9adb3"
set style arrow 2 nohead lw 2 lc "#9a3d82"
set style arrow 3 nohead lw 3 lc "#1a1b1e"
within(from, to, v) = column("frame") >= from && column("frame") <= to ? v : NaN

do for [i = 0:n-1] {
    looked = i > 0 && i < n - 1
    set label 8 (i == 0 ? sprintf("%d points, no line yet", many) : looked ? sprintf("line %d", i) : "") at screen 62./800,410./500 tc rgb (i ? "#9a3d82" : "#1a1b1e")
    set label 9 (looked ? sprintf("%d wrong", wrong[i + 1]) : "") at screen 526./800,410./500 right tc "#1a1b1e"
    if (i == n - 1) {
        set label 10 "{/:Bold=15 ".answer."}" at screen 550./800,386./500
        set label 11 "{/:Bold ".bound."}" at screen 550./800,359./500
        set label 12 "{/:Bold ".errors."}" at screen 550./800,333./500
        set label 13 radius at screen 550./800,301./500 tc "#5d6168"
        set label 14 margin at screen 550./800,279./500 tc "#5d6168"
        set label 15 line at screen 550./800,257./500 tc "#5d6168"
    }
    if (looked) { set label 16 "" at looks_x[i + 1],looks_y[i + 1] front point pt 4 ps 2.8 lc "#9a3d82" } else { unset label 16 }
    plot frames using "x1":(within(1, i - 1, column("y1"))):(column("x2") - column("x1")):(column("y2") - column("y1")) with vectors arrowstyle 1, \
        frames using "x1":(within(i, i, i > 0 ? column("y1") : NaN)):(column("x2") - column("x1")):(column("y2") - column("y1")) \
            with vectors arrowstyle (i == n - 1 ? 3 : 2), \
        points using "x":(column("label") > 0 ? column("y") : NaN) with points pt 9 ps 1.6 lc "#0a6ebd", \
        points using "x":(column("label") < 0 ? column("y") : NaN) with points pt 7 ps 1.7 lc "#ffffff", \
        points using "x":(column("label") < 0 ? column("y") : NaN) with points pt 6 ps 1.7 lw 2 lc "#c2500a"
}
