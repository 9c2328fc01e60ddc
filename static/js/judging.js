// Keys on the scorecard: a digit chooses a level of the criterion at hand and goes on to the next. Only while the focus is
// in the scorecard: nobody who reads the entry marks it by a slip of the hand.
// Evidence links lead to the answer and give it the focus; the link in the bar leads back. Saving is draft.js.
const isTyping = (element) => element?.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");

function criterionAtHand(card) {
  if (!card.contains(document.activeElement)) return undefined;
  const focused = document.activeElement.closest(".criterion");
  if (focused) return focused;
  return [...card.querySelectorAll(".criterion")].find((each) => !each.querySelector("input[type=radio]:checked"));
}

function choose(card, criterion, input) {
  input.checked = true;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const all = [...card.querySelectorAll(".criterion")];
  const next = all[all.indexOf(criterion) + 1];
  const target = next?.querySelector("input[type=radio]:checked") ?? next?.querySelector("input[type=radio]") ?? input;
  target.focus();
}

for (const card of document.querySelectorAll("form[data-scorecard]")) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(document.activeElement)) return;
    if (!/^[0-9]$/.test(event.key)) return;
    const criterion = criterionAtHand(card);
    const input = criterion?.querySelector(`input[data-key="${event.key}"]`);
    if (!input) return;
    event.preventDefault();
    choose(card, criterion, input);
  });
}

for (const link of document.querySelectorAll("[data-evidence]")) {
  link.addEventListener("click", (event) => {
    const answer = document.querySelector(link.hash);
    if (!answer) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    for (const each of document.querySelectorAll(".is-evidence")) each.classList.remove("is-evidence");
    answer.classList.add("is-evidence");
    answer.scrollIntoView({ block: "start" });
    answer.focus({ preventScroll: true });
    document.querySelector("[data-back]")?.setAttribute("href", `#${link.closest(".criterion").id}`);
  });
}
