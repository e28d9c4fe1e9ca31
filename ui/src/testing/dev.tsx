import { openWindow } from "../app/openWindow";
import { forLookingAt, SCENARIOS, type Scenario } from "./scenarios";

/** Shows the window in a browser with made-up users: `/dev.html?scenario=firstLoad`. */
const wanted = new URLSearchParams(window.location.search).get("scenario") ?? "usual";

openWindow(forLookingAt(Object.hasOwn(SCENARIOS, wanted) ? (wanted as Scenario) : "usual"));
