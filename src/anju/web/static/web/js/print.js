// A button with data-print opens the print dialogue; without script it is not shown.
document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
