/* A story: presented, the page steps through views, forward and back by keyboard, and says what is shown and what is to be decided. */

/** A team's own story, or the questions of a session that this map answers. */
const STORY = MAP.story || MAP.agenda || [];
/** What somebody has chosen to look at stays when it is presented; the questions begin, or go on, where nothing else is chosen. */
const KEPT = new Set(["present", "sort", "down", "moved", "story", "view", "unit"]);
function begins() {
  const told = state.story === null ? START : { ...START, ...STORY[state.story].view };
  return STORY.length > 0 && (Boolean(MAP.story) || Object.keys(START).every((key) => KEPT.has(key) || state[key] === told[key]));
}

function tell(step) {
  if (step < 0 || step >= STORY.length) return;
  const { unit = "", ...seen } = STORY[step].view;
  const view = unit && MAP.mode === "pages" ? Math.max(0, MAP.views.findIndex((v, i) => i > 0 && v.key === unit)) : 0;
  change({ ...START, moved: state.moved, ...seen, view, unit: MAP.mode === "pages" ? "" : unit, present: true, story: step });
  announce(`${label("story.step", { i: step + 1, n: STORY.length })} ${said(STORY[step]).join(" ")}`);
}

const said = (step) => [say(step.caption), step.decide && label("story.decide", { what: say(step.decide) })].filter(Boolean);

/** Put an element where it is at home now, and the focus that it held back into it. */
function house(element, home) {
  if (element.parentElement === home) return;
  const held = element.contains(document.activeElement) ? document.activeElement : null;
  home.append(element);
  if (held) held.focus();
}

/** The strip below the map while it is presented; it has the map's buttons, too, so that they take no width from it. */
function showStory() {
  const strip = $("story");
  strip.hidden = !STORY.length || !state.present || state.story === null;
  house($("buttons"), strip.hidden || onPhone() ? $("map-box") : strip);
  if (strip.hidden) return;
  const [caption, decide] = said(STORY[state.story]);
  $("story-step").textContent = `${state.story + 1}/${STORY.length}`;
  $("story-step").hidden = $("story-back").hidden = $("story-next").hidden = STORY.length === 1;
  $("story-caption").textContent = caption;
  $("story-decide").textContent = decide || "";
  $("story-back").disabled = state.story === 0;
  $("story-next").disabled = state.story === STORY.length - 1;
}

/** Keys of a presenter, too: page up and down. */
const STORY_KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
function storyKey(event) {
  if (!STORY.length || !state.present || state.story === null || !Object.hasOwn(STORY_KEYS, event.key)) return false;
  if (event.target.closest("#mirror, #panel-edge, #table-box")) return false;
  tell(state.story + STORY_KEYS[event.key]);
  return true;
}

function wireStory() {
  $("story-back").addEventListener("click", () => tell(state.story - 1));
  $("story-next").addEventListener("click", () => tell(state.story + 1));
}
