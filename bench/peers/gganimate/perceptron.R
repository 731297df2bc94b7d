# The perceptron: every line it tries stays, dotted, until one separates the points.
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "common.R"))

frames <- read("frames")
points <- read("points")
last <- max(frames$frame)
lines <- subset(frames, frame > 0)
trying <- subset(lines, frame < last)
left <- merge(data.frame(frame = 0:last), transform(lines, line = frame, frame = NULL)) # each frame has all lines before it
left <- subset(left, line < frame)
words <- data.frame(frame = frames$frame, x = facts$x_from, hjust = 0, colour = now, label = paste("line", frames$frame))
words[1, c("colour", "label")] <- c(ink, paste(nrow(points), "points, no line yet"))
words <- rbind(words[-(last + 1), ], with(trying, data.frame(frame, x = facts$x_to, hjust = 1, colour = ink, label = paste(wrong, "wrong"))))
answer <- data.frame(frame = last, y = c(1, 0.84, 0.68, 0.48, 0.34, 0.2),
  label = c(facts$answer, facts$bound, facts$errors, facts$radius, facts$margin, facts$line),
  size = c(answer_size, rep(text_size, 5)), face = rep(c("bold", "plain"), each = 3), colour = rep(c(ink, muted), each = 3))
answer_x <- facts$x_to + 0.15
key <- data.frame(y = c(-1.09, -0.93, -0.76), label = c("label +1", "label −1", "tried"))

film <- ggplot(points, aes(x, y)) +
  geom_text(aes(x, facts$y_to + 0.06, label = label, hjust = hjust, colour = I(colour)), words) + # first: frames come in the order of the layers
  geom_segment(aes(x1, y1, xend = x2, yend = y2), left, colour = tried, linetype = "dotted", linewidth = 2 / .pt) +
  geom_segment(aes(x1, y1, xend = x2, yend = y2), trying, colour = now, linetype = "dotted", linewidth = 3 / .pt) +
  geom_segment(aes(x1, y1, xend = x2, yend = y2), subset(lines, frame == last), colour = ink, linewidth = 3 / .pt) +
  geom_point(data = subset(points, label > 0), shape = 17, size = 11 / .pt, colour = cool) +
  geom_point(data = subset(points, label < 0), shape = 21, size = 9 / .pt, stroke = 2 / .pt, colour = warm, fill = "white") +
  geom_point(aes(looks_x, looks_y), trying, shape = 0, size = 20 / .pt, colour = now) +
  geom_text(aes(answer_x, y, label = label, size = I(size), fontface = face, colour = I(colour)), answer, hjust = 0) +
  geom_text(aes(answer_x + 0.16, y, label = label), key, hjust = 0, colour = muted) +
  annotate("point", answer_x + 0.05, key$y[1], shape = 17, size = 11 / .pt, colour = cool) +
  annotate("point", answer_x + 0.05, key$y[2], shape = 21, size = 9 / .pt, stroke = 2 / .pt, colour = warm, fill = "white") +
  annotate("segment", answer_x, key$y[3], xend = answer_x + 0.1, yend = key$y[3], colour = tried, linetype = "dotted", linewidth = 2 / .pt) +
  scale_x_continuous(breaks = seq(-1, 1.5, 0.5), expand = c(0, 0)) +
  scale_y_continuous(breaks = seq(-1, 1, 0.5), labels = function(v) sprintf("%.1f", v), expand = c(0, 0)) +
  coord_fixed(xlim = c(facts$x_from, facts$x_to), ylim = c(facts$y_from, facts$y_to), clip = "off") +
  labs(title = "Which line separates circles from triangles?", subtitle = "Each mistake moves the line; it stops when there is none") +
  look + theme(panel.border = element_rect(colour = faint, fill = NA), plot.margin = margin(24, 274, 24, 24)) +
  transition_manual(frame)

write_film(film, frames)
