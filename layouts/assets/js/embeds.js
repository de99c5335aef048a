/** Opens a video or a post in the page, when its reader asks for it; the link leads to where it comes from. */
export function loadOnClick() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-frame]");
    // A new tab is a new tab.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = link.dataset.frame;
    frame.title = link.textContent.trim();
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-forms allow-presentation";
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    // Players want to know which site they are on, and nothing more.
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(frame);
    frame.focus();
  });
}
