import ErrorBoundary from "@cloudscape-design/components/error-boundary";
import { I18nProvider } from "@cloudscape-design/components/i18n";
import cloudscapeMessages from "@cloudscape-design/components/i18n/messages/all.en";
import type { i18n } from "i18next";
import { StrictMode } from "react";
import { I18nextProvider } from "react-i18next";
import { textLanguage } from "../i18n/i18n";
import { ClientContext } from "../ipc/ClientContext";
import type { Client } from "../ipc/client";
import { App } from "./App";
import { Broken } from "./Broken";

interface Props {
  client: Client;
  messages: i18n;
}

/** Everything that the window shows, with who answers it and in which language. */
export function Window({ client, messages }: Props) {
  return (
    <StrictMode>
      <I18nextProvider i18n={messages}>
        <I18nProvider locale={textLanguage(messages)} messages={[cloudscapeMessages]}>
          <ClientContext value={client}>
            <ErrorBoundary onError={() => undefined} renderFallback={() => <Broken />}>
              <App />
            </ErrorBoundary>
          </ClientContext>
        </I18nProvider>
      </I18nextProvider>
    </StrictMode>
  );
}
