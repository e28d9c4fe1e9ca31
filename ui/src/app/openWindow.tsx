import "@cloudscape-design/global-styles/index.css";
import "./app.css";
import { createRoot } from "react-dom/client";
import { cloudscapeTexts } from "../i18n/cloudscape";
import { startMessages, textLanguage } from "../i18n/i18n";
import type { Client } from "../ipc/client";
import { showTheme } from "./look";
import { Window } from "./Window";

/** Draws the window, asking that client. */
export async function openWindow(client: Client): Promise<void> {
  showTheme("system");
  const messages = startMessages(navigator.language);
  const language = textLanguage(messages);
  document.documentElement.lang = language;
  document.documentElement.dir = messages.dir(language);
  const root = document.getElementById("root");
  if (root === null) throw new Error("the page has no #root");
  const cloudscape = await cloudscapeTexts(language);
  createRoot(root).render(<Window client={client} messages={messages} cloudscape={cloudscape} />);
}
