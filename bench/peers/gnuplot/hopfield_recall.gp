# A Hopfield network recalls a digit, neuron by neuron, while its energy falls. gnuplot -c hopfield_recall.gp DATA OUT
# The whole picture is one plot in pixels: pictures at any place, and the energy scaled to its corner.
load ARG1."/facts.toml"
frames = ARG1."/frames.csv"
flips = ARG1."/flips.csv"
pixels = ARG1."/pixels.csv"
set datafile separator ","
set datafile columnheaders
set terminal gif animate delay 6 loop 0 optimize size 800,500 font "Liberation Sans,10.5"
set output ARG2

# read makes an array of a column.
read(file, size, name) = sprintf("array %s_%s[%d]; stats %s using (%s_%s[int($0) + 1] = int(column('%s'))) nooutput", file, name, size, file, file, name, name)
stats flips using 1 nooutput
fell = STATS_records
stats frames using 1 nooutput
n = STATS_records
do for [name in "rows asked flips wrong"] { eval read("frames", n, name) }
do for [name in "asked neuron value"] { eval read("flips", fell, name) }
eval read("pixels", neurons, "start")
array energy[n]
stats frames using (energy[int($0) + 1] = column("energy")) nooutput

set margins screen 0, screen 1, screen 0, screen 1
set xrange [0:800]
set yrange [0:500]
unset border
unset tics
unset key
unset colorbox
set cbrange [0:2]
set palette maxcolors 31 defined (0 "#f1f2f4", 1 "#1a1b1e", 1.3 "#1a1b1e", 1.4 "#9a3d82", 2 "#9a3d82")

set label 1 "{/:Bold=15 ".title."}" at 24,466
set label 2 subtitle at 24,442 tc "#5d6168"
do for [k = 0:3] { set label 3+k "{/:Bold ".word("stored noisy thresholded network", k + 1)."}" at 24+195*k,406 }
set label 7 sample at 24,211 tc "#5d6168"
set label 8 noise at 219,211 tc "#5d6168"
set label 9 "{/:Bold energy}" at 24,185
set label 10 "{/:Bold remembered}" at 609,185
set label 11 sprintf("%.1f", energy_start) at 68,166 right tc "#5d6168"
set label 12 sprintf("%.1f", energy_end) at 68,48 right tc "#5d6168"
set label 13 "0" at 78,32 tc "#5d6168"
set label 14 sweeps at 588,32 right tc "#5d6168"
set arrow 1 from 78,166 to 588,166 nohead lc "#d5d7db"
set arrow 2 from 78,48 to 588,48 nohead lc "#d5d7db"
set object 1 rectangle from 609,133 to 637,136 fc "#0a6ebd" fs noborder

array thresholded[neurons]
array state[neurons]
do for [k = 1:neurons] { thresholded[k] = 0; state[k] = 0 }

x(left, side, k) = left + side * (int(k) % columns + 0.5)
y(bottom, side, k) = bottom + side * (rows - 1 - int(k) / columns + 0.5)
chart_x(v) = 78 + 510. * v / asked
chart_y(v) = 48 + 118. * (v - energy_end) / (energy_start - energy_end)

do for [i = 1:n] {
    if (i > 1) {
        do for [k = frames_rows[i - 1] * columns + 1 : frames_rows[i] * columns] { thresholded[k] = pixels_start[k] > 0 }
        if (frames_asked[i - 1] < 0 && frames_asked[i] >= 0) { do for [k = 1:neurons] { state[k] = pixels_start[k] > 0 } }
        if (i > 2) { do for [k = frames_flips[i - 2] + 1 : frames_flips[i - 1]] { state[flips_neuron[k] + 1] = flips_value[k] > 0 } }
        do for [k = frames_flips[i - 1] + 1 : frames_flips[i]] { state[flips_neuron[k] + 1] = 2 }
    }
    set label 15 (frames_rows[i] == rows ? sprintf("%d of %d wrong", wrong_start, neurons) : "") at 414,211 tc "#5d6168"
    done = frames_flips[i]
    if (frames_asked[i] >= 0) {
        set label 16 sprintf("{/:Bold %d of %d wrong}", frames_wrong[i], neurons) at 609,211 tc rgb (frames_wrong[i] ? "#c2500a" : "#0a6ebd")
        set label 19 "" at chart_x(frames_asked[i]),chart_y(energy[i]) front point pt 7 ps 1.2 lc "#0a6ebd"
        set arrow 3 from chart_x(done ? flips_asked[done] : 0),chart_y(energy[i]) to chart_x(frames_asked[i]),chart_y(energy[i]) nohead lw 2 lc "#0a6ebd"
    }
    if (i == n) {
        set label 17 "{/:Bold=15 ".answer."}" at 584,144 right
        set label 18 "{/:Bold ".counts."}" at 584,119 right
    }
    plot pixels using (x(24, 6, $0)):(y(224, 6, $0)):(column("memory0") > 0) with image pixels, \
        pixels using (x(219, 6, $0)):(y(224, 6, $0)):(column("noise")) with image pixels, \
        pixels using (x(414, 6, $0)):(y(224, 6, $0)):(thresholded[int($0) + 1]) with image pixels, \
        pixels using (x(609, 6, $0)):(y(224, 6, $0)):(state[int($0) + 1]) with image pixels, \
        for [k = 0:stored-1] pixels using (x(609 + 35 * k, 1, $0)):(y(138, 1, $0)):(column(sprintf("memory%d", k)) > 0) with image pixels, \
        flips using ($0 < done ? chart_x(column("asked")) : NaN):(chart_y(column("energy"))) with steps lw 2 lc "#0a6ebd"
}
