"use strict";
/* Adds the filter: one button a severity that occurs. The page is complete
 * without it. */
(function () {
  var kinds = [["error", "Errors"], ["warning", "Warnings"], ["note", "Notes"], ["decided", "Decided"]];
  var place = document.getElementById("filter");
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
  var hidden = {};
  var status = document.createElement("p");
  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }
  function apply() {
    var shown = 0;
    cards.forEach(function (card) {
      card.hidden = !!hidden[card.dataset.kind];
      shown += card.hidden ? 0 : 1;
    });
    each(".note", function (note) {
      note.hidden = !!hidden[note.dataset.kind];
    });
    status.textContent = "Showing " + shown + " of " + cards.length + " findings";
  }
  function button(kind, label) {
    var count = cards.filter(function (card) {
      return card.dataset.kind === kind;
    }).length;
    var made = document.createElement("button");
    if (count === 0) {
      return;
    }
    made.type = "button";
    made.className = "toggle " + kind;
    made.setAttribute("aria-pressed", "true");
    made.dataset.kind = kind;
    made.textContent = label + " (" + count + ")";
    made.addEventListener("click", function () {
      hidden[kind] = !hidden[kind];
      made.setAttribute("aria-pressed", String(!hidden[kind]));
      apply();
    });
    place.appendChild(made);
  }
  if (!place || cards.length < 2) {
    return;
  }
  var label = document.createElement("span");
  label.className = "label";
  label.id = "filter-label";
  label.textContent = "Show";
  place.appendChild(label);
  place.setAttribute("role", "group");
  place.setAttribute("aria-labelledby", "filter-label");
  kinds.forEach(function (kind) {
    button(kind[0], kind[1]);
  });
  status.setAttribute("role", "status");
  place.appendChild(status);
  place.hidden = false;
  apply();
  /* a link to a hidden finding shows it again */
  window.addEventListener("hashchange", function () {
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden && target.dataset.kind) {
      document.querySelector('.toggle[data-kind="' + target.dataset.kind + '"]').click();
      target.scrollIntoView();
    }
  });
})();
