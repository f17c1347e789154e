// Wagtail looks at the form every half second. What is typed between its last look and the answer to an automatic save
// passes for saved: it would be neither sent nor warned of until something else changes. So the form that is there when
// the answer comes is compared to the one that left.

const NOT_TYPED = /^(comments-|loaded_revision_|(csrfmiddlewaretoken|overwrite_revision_id|next)$)/;

let sent;

// `written` are the fields that the answer itself fills.
function typed(data, written) {
  const fields = [...data].filter(([name]) => !NOT_TYPED.test(name) && !(name in written));
  return JSON.stringify(fields.map(([name, value]) => [name, value instanceof File ? [value.name, value.size] : value]));
}

addEventListener("w-autosave:save", (event) => {
  if (!event.defaultPrevented) sent = event.detail.formData;
});

addEventListener("w-autosave:success", ({ target, detail }) => {
  const written = detail.data.field_updates ?? {};
  if (!sent || typed(sent, written) === typed(new FormData(target), written)) return;
  target.dispatchEvent(
    new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }),
  );
});
