import cloudscape from "@cloudscape-design/components/i18n/messages/all.en-GB";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Window } from "../app/Window";
import { startMessages } from "../i18n/i18n";
import type { FakeClient } from "./fakeClient";

/** The window as a person gets it, answered by that client. */
export function show(client: FakeClient) {
  const person = userEvent.setup();
  const shown = render(
    <Window
      client={client}
      messages={startMessages("en-GB")}
      cloudscape={{ locale: "en-GB", messages: cloudscape }}
    />,
  );
  return { person, ...shown };
}
