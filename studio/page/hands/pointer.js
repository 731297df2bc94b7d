// byFinger says whether a finger is all that points here: there is no other button, and nothing to click with.
export const byFinger = matchMedia("(any-pointer: coarse)").matches && !matchMedia("(any-pointer: fine)").matches;
