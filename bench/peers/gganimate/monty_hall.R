# Monty Hall: the running shares of games won by both strategies.
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "common.R"))

frames <- read("frames")
tallies <- read("tallies")
games_played <- facts$games
grid <- 10^seq(0, log10(games_played), length.out = 400)
funnel <- function(p) {
  error <- 1.96 * sqrt(p * (1 - p) / grid)
  data.frame(games = grid, low = pmax(p - error, 0), high = pmin(p + error, 1))
}
theory <- function(p) sprintf("theory %d/3 ± %.4f", round(3 * p), 1.96 * sqrt(p * (1 - p) / games_played))
switching <- funnel(facts$theory_switch)
staying <- funnel(facts$theory_stay)
both <- subset(data.frame(games = grid, low = switching$low, high = staying$high), low < high)
lines <- merge(data.frame(shown = frames$frame), tallies) # each frame has all of the lines so far
lines <- transform(subset(lines, frame <= shown), frame = shown)
frames$last <- ifelse(frames$frame == max(frames$frame), "bold", "plain")

film <- ggplot(lines, aes(games)) +
  geom_ribbon(aes(ymin = low, ymax = high), switching, fill = "#dbe9f6") +
  geom_ribbon(aes(ymin = low, ymax = high), staying, fill = "#f8e4d7") +
  geom_ribbon(aes(ymin = low, ymax = high), both, fill = "#e6e0e4") +
  geom_hline(yintercept = c(facts$theory_stay, facts$theory_switch), colour = tried) +
  annotate("text", x = games_played, y = c(0.81, 0.19), label = c(theory(facts$theory_switch), theory(facts$theory_stay)), hjust = 1, colour = muted) +
  geom_line(aes(y = stay), colour = warm, linewidth = 2 / .pt) +
  geom_line(aes(y = switch), colour = cool, linewidth = 2 / .pt) +
  geom_point(aes(y = stay), frames, colour = warm, size = 8 / .pt) +
  geom_point(aes(y = switch), frames, colour = cool, size = 8 / .pt) +
  geom_text(aes(x = end, y = 0.75, label = sprintf("switch wins %.4f", read_switch), fontface = last),
    transform(frames, end = games_played), colour = cool, size = answer_size, hjust = 1) +
  geom_text(aes(x = end, y = 0.25, label = sprintf("stay wins %.4f", read_stay), fontface = last),
    transform(frames, end = games_played), colour = warm, size = answer_size, hjust = 1) +
  geom_text(aes(x = sqrt(end), y = -0.11, label = paste("games played:", format(read_games, big.mark = ",", trim = TRUE))),
    transform(frames, end = games_played), colour = muted) +
  scale_x_log10(breaks = 10^(0:4), labels = c("1", "10", "100", "1,000", "10,000"), expand = c(0, 0)) +
  scale_y_continuous(breaks = 0:3 / 3, labels = c("0", "1/3", "2/3", "1"), expand = c(0, 0)) +
  coord_cartesian(xlim = c(1, games_played), ylim = c(0, 1), clip = "off") +
  labs(title = "Monty Hall: should you switch?", subtitle = sprintf("Share of games won so far: %d doors; shaded: ±1.96 standard errors", facts$doors)) +
  look + theme(panel.grid.major.y = element_line(colour = faint), plot.margin = margin(24, 40, 50, 24)) +
  transition_manual(frame)

write_film(film, frames)
