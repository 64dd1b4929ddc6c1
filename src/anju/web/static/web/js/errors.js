// The error summary takes the focus on every submission, and its links move it to the field.
document.addEventListener("DOMContentLoaded", () => {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const group = field.closest(".anju-form-group") || field;
  group.scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});
