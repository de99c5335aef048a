// The configuration comes from us, not from a file beside the page.
window.CMS_MANUAL_INIT = true;
