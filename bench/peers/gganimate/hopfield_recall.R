# A Hopfield network recalls a digit, neuron by neuron, while its energy falls.
# The whole picture is one plot in pixels, as gganimate films a single plot.
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "common.R"))

frames <- read("frames")
flips <- read("flips")
pixels <- read("pixels")
last <- max(frames$frame)
neuron <- seq_len(facts$neurons) - 1
column <- neuron %% facts$columns
row <- facts$rows - 1 - neuron %/% facts$columns

# picture is where a picture's cells lie, and their colours.
picture <- function(left, bottom, side, fill) {
  data.frame(x = left + side * (column + 0.5), y = bottom + side * (row + 0.5), fill = fill)
}
bit <- function(v) ifelse(v > 0, ink, panel)
gray <- colorRampPalette(c(panel, ink))(32)

thresholded <- do.call(rbind, lapply(frames$frame, function(i) {
  known <- neuron < frames$rows[i + 1] * facts$columns
  cbind(picture(413, 224, 6, ifelse(known, bit(pixels$start), panel)), frame = i)
}))
network <- do.call(rbind, lapply(frames$frame, function(i) {
  if (frames$asked[i + 1] < 0) return(cbind(picture(608, 224, 6, panel), frame = i))
  done <- flips[seq_len(frames$flips[i + 1]), ]
  state <- bit(pixels$start)
  state[done$neuron + 1] <- ifelse(done$frame == i, now, bit(done$value))
  cbind(picture(608, 224, 6, state), frame = i)
}))
still <- rbind(picture(24, 224, 6, bit(pixels$memory0)), picture(218, 224, 6, gray[1 + round(31 * pixels$noise)]))
thumbs <- do.call(rbind, lapply(seq_len(facts$stored) - 1, function(k) picture(608 + 35 * k, 138, 1, bit(pixels[[paste0("memory", k)]]))))

chart_x <- function(asked) 78 + 510 * asked / facts$asked
chart_y <- function(energy) 48 + 118 * (energy - facts$energy_end) / (facts$energy_start - facts$energy_end)
running <- subset(frames, asked >= 0)
curve <- do.call(rbind, lapply(running$frame, function(i) {
  done <- flips[seq_len(frames$flips[i + 1]), ]
  data.frame(asked = c(0, done$asked, frames$asked[i + 1]), energy = c(facts$energy_start, done$energy, frames$energy[i + 1]), frame = i)
}))
heads <- data.frame(x = c(24, 218, 413, 608, 24, 608), y = c(406, 406, 406, 406, 185, 185),
  label = c("stored", "noisy", "thresholded", "network", "energy", "remembered"))
notes <- data.frame(x = c(24, 218, 68, 68, 78, 588), y = c(211, 211, 166, 48, 32, 32), hjust = c(0, 0, 1, 1, 0, 1),
  label = c(facts$sample, facts$noise, sprintf("%.1f", c(facts$energy_start, facts$energy_end)), "0", facts$sweeps))
of <- function(n) paste(n, "of", facts$neurons, "wrong")
wiped <- subset(frames, rows == facts$rows)
end <- data.frame(frame = last, y = c(144, 119), label = c(facts$answer, facts$counts), size = c(answer_size, text_size))

film <- ggplot(still, aes(x, y)) +
  geom_raster(aes(fill = I(fill))) +
  geom_raster(aes(fill = I(fill)), thumbs) +
  geom_raster(aes(fill = I(fill)), thresholded) +
  geom_raster(aes(fill = I(fill)), network) +
  annotate("rect", xmin = 608, xmax = 636, ymin = 133, ymax = 136, fill = cool) +
  annotate("segment", 78, c(48, 166), xend = 588, yend = c(48, 166), colour = faint) +
  geom_text(aes(label = label), heads, hjust = 0, fontface = "bold") +
  geom_text(aes(label = label, hjust = hjust), notes, colour = muted) +
  geom_text(aes(413, 211, label = of(facts$wrong_start)), wiped, hjust = 0, colour = muted) +
  geom_text(aes(608, 211, label = of(wrong), colour = I(ifelse(wrong > 0, warm, cool))), running, hjust = 0, fontface = "bold") +
  geom_step(aes(chart_x(asked), chart_y(energy)), curve, colour = cool, linewidth = 2 / .pt) +
  geom_point(aes(chart_x(asked), chart_y(energy)), running, colour = cool, size = 8 / .pt) +
  geom_text(aes(584, y, label = label, size = I(size)), end, hjust = 1, fontface = "bold") +
  annotate("text", 24, 466, label = facts$title, size = answer_size, hjust = 0, fontface = "bold") +
  annotate("text", 24, 442, label = facts$subtitle, hjust = 0, colour = muted) +
  scale_x_continuous(limits = c(0, 800), expand = c(0, 0)) +
  scale_y_continuous(limits = c(0, 500), expand = c(0, 0)) +
  theme_void() +
  transition_manual(frame)

write_film(film, frames)
