// Before the page is drawn: the colours this browser chose, and that scripts run.
const chosen = localStorage.getItem("dateline.theme");
if (chosen) document.documentElement.dataset.theme = chosen;
document.documentElement.classList.add("scripted");
