// Puts the film in place of its poster once the reader asks for it; nothing of the other site is loaded before.
for (const figure of document.querySelectorAll("[data-video]")) {
  figure.querySelector("[data-video-play]").addEventListener("click", (event) => {
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = figure.dataset.video;
    frame.title = figure.dataset.videoTitle;
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    figure.querySelector(".block-video-stage").replaceChildren(frame);
    frame.focus();
  });
}
