// Wagtail saves a draft by itself while somebody types, and its answer replaces all the comments of the editor by those
// that the server knows. What was typed meanwhile would vanish: a second comment, a reply, a correction.
// So an answer waits while a comment is being typed, what it does not know is put back after it, and a comment that was
// not finished leaves with a form sent by hand.

const app = window.comments?.commentApp;
const BEING_TYPED = ["mode", "newText", "newReply"];
const WRITTEN = ["text", "contentpath", "position"];

let sent; // the comments, as the last automatic save took them
let waiting = null; // its answer, while somebody types a comment
let refused = false; // an automatic save did not leave: it would have written twice what `waiting` knows
let lastId = 0; // Wagtail counts up from 1, again after each answer; ours go down

const comments = () => app.store.getState().comments.comments;
const isOpen = ({ mode, newReply, replies }) =>
  mode !== "default" || newReply || [...(replies?.values() ?? [])].some(isOpen);

function isTyping() {
  const focused = comments().get(app.store.getState().comments.focusedComment);
  return Boolean((focused && isOpen(focused)) || document.activeElement?.closest("#comments form"));
}

function different(names, now, then) {
  return Object.fromEntries(names.filter((name) => now[name] !== then[name]).map((name) => [name, now[name]]));
}

// Comments, or the replies to one of them: as they left (`then`), as they are (`now`), what the server answered to each
// that left, and what the editor shows of this. Gives the new identifier of each.
function putBack(then, now, answers, shown, change) {
  const byKey = new Map([...shown.values()].map((one) => [one.remoteId, one]));
  const left = new Map(then.map((one, i) => [one.localId, { one, answer: answers[i], saved: byKey.get(answers[i]?.pk) }]));
  for (const [id, { saved }] of left) if (saved && !now.has(id)) change.erase(saved);
  const places = new Map();
  for (const one of now.values()) {
    const { one: before, answer, saved } = left.get(one.localId) ?? {};
    if (saved) {
      change.update(saved, { ...different(BEING_TYPED, one, saved), ...different(WRITTEN, one, before) });
      change.inside?.(before, one, answer, saved);
      if (one.deleted && !before.deleted) change.erase(saved);
      if (one.resolved && !before.resolved) change.resolve(saved);
    } else if (!one.remoteId) {
      change.add({ ...one, localId: (lastId -= 1) });
    }
    places.set(one.localId, saved?.localId ?? lastId);
  }
  return places;
}

function update(data, then) {
  const { comments: now, focusedComment, forceFocus } = app.store.getState().comments;
  const { actions } = app;
  const dispatch = app.store.dispatch.bind(app.store);
  if (now === then && ![...now.values()].some(isOpen)) return wagtailUpdate(data);
  // Wagtail would move to the last comment.
  if (focusedComment !== null) dispatch(actions.setFocusedComment(null));
  wagtailUpdate(data);
  const ofReplies = (comment) => ({
    add: (reply) => dispatch(actions.addReply(comment.localId, reply)),
    update: (reply, news) => dispatch(actions.updateReply(comment.localId, reply.localId, news)),
    erase: (reply) => dispatch(actions.deleteReply(comment.localId, reply.localId)),
  });
  const left = [...then.values()].filter(({ mode }) => mode !== "creating");
  const places = putBack(left, now, data.comments, comments(), {
    add: (comment) => dispatch(actions.addComment({ ...comment, annotation: null })),
    update: (comment, news) => dispatch(actions.updateComment(comment.localId, news)),
    erase: (comment) => dispatch(actions.deleteComment(comment.localId)),
    resolve: (comment) => dispatch(actions.resolveComment(comment.localId)),
    inside: (before, comment, answer, saved) =>
      putBack([...before.replies.values()], comment.replies, answer.replies, saved.replies, ofReplies(saved)),
  });
  const place = places.get(focusedComment);
  if (place) dispatch(actions.setFocusedComment(place, { updatePinnedComment: true, forceFocus }));
}

function settle() {
  if (!waiting) return;
  const { data, then } = waiting;
  waiting = null;
  update(data, then);
  if (!refused) return;
  refused = false;
  document
    .querySelector("form[data-controller~=w-autosave]")
    ?.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
}

// After the event, when the page knows who has the focus.
const settleSoon = () => setTimeout(() => isTyping() || settle());

// What is still in a box is a comment: the form leaves, and the box with it.
function finish() {
  const { dispatch, getState } = app.store;
  const { addReply, updateComment, updateReply } = app.actions;
  const written = ({ mode, newText }) => ["creating", "editing"].includes(mode) && newText.trim();
  for (const comment of comments().values()) {
    const { localId, newText, newReply, replies } = comment;
    if (written(comment)) dispatch(updateComment(localId, { mode: "default", text: newText }));
    for (const reply of replies.values())
      if (written(reply)) dispatch(updateReply(localId, reply.localId, { mode: "default", text: reply.newText }));
    if (!newReply.trim()) continue;
    const author = getState().settings.user;
    const reply = { localId: (lastId -= 1), remoteId: null, mode: "default", author, date: Date.now(), text: newReply };
    dispatch(addReply(localId, { ...reply, originalText: newReply, newText: "", deleted: false }));
    dispatch(updateComment(localId, { newReply: "" }));
  }
}

let wagtailUpdate;
if (app) {
  wagtailUpdate = app.updateData.bind(app);
  app.updateData = (data) => {
    waiting = { data, then: sent ?? comments() };
    if (!isTyping()) settle();
  };
  addEventListener(
    "w-autosave:save",
    (event) => {
      if (!waiting) return;
      refused = true;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  addEventListener("w-autosave:save", (event) => {
    if (!event.defaultPrevented) sent = comments();
  });
  app.store.subscribe(() => waiting && settleSoon());
  addEventListener("focusout", () => waiting && settleSoon());
  // As in save-by-hand.js, and before it.
  jQuery(document).on("submit", "form[data-controller~=w-autosave]", () => {
    settle();
    finish();
  });
}
