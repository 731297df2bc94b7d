# What the three films share: the data, the look, and how a film is written. Rscript FILM.R DATA OUT
suppressPackageStartupMessages({
  library(ggplot2)
  library(gganimate)
})

args <- commandArgs(trailingOnly = TRUE)
facts <- new.env()
sys.source(file.path(args[1], "facts.toml"), facts) # lines of name = value
read <- function(name) read.csv(file.path(args[1], paste0(name, ".csv")))

ink <- "#1a1b1e"; muted <- "#5d6168"; faint <- "#d5d7db"; tried <- "#a9adb3"; panel <- "#f1f2f4"
cool <- "#0a6ebd"; warm <- "#c2500a"; now <- "#9a3d82"
text_size <- 14 / .pt # a point is a pixel
answer_size <- 20 / .pt
update_geom_defaults("text", list(family = "Liberation Sans", size = text_size, colour = ink))

look <- theme_minimal(base_size = 14, base_family = "Liberation Sans") + theme(
  plot.title = element_text(size = 20, face = "bold", colour = ink), plot.title.position = "plot",
  plot.subtitle = element_text(size = 14, colour = muted, margin = margin(b = 20)),
  plot.margin = margin(24, 24, 24, 24),
  axis.text = element_text(size = 14, colour = muted), axis.title = element_blank(),
  panel.grid.minor = element_blank(), panel.grid.major = element_blank(), legend.position = "none"
)

# write_film plays all frames at one rate, which must divide 100: the nearest to the film's.
write_film <- function(film, frames) {
  rates <- c(1, 2, 4, 5, 10, 20, 25, 50)
  fps <- rates[which.min(abs(rates - 1 / median(frames$seconds)))]
  animate(film, nframes = nrow(frames), fps = fps, width = 800, height = 500, res = 72,
    device = "ragg_png", renderer = magick_renderer())
  anim_save(args[2])
}
