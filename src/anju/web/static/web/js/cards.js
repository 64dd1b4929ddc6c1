// A permit read by the reader opens its card; an identity card fills the holder's number.
document.addEventListener("anju:card-read", (event) => {
  const { fields } = event.detail;
  const box = document.querySelector("[data-card-number]");
  const holder = document.querySelector("input[name=holder_number]");
  if (fields.permit_number && box) {
    event.preventDefault();
    box.value = fields.permit_number;
    box.form.requestSubmit();
  } else if (fields.number && holder) {
    event.preventDefault();
    const agent = document.querySelector("details[open] input[name=agent_number]");
    (agent && holder.value ? agent : holder).value = fields.number;
    (agent && holder.value ? agent : holder).focus();
  }
});
