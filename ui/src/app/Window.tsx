import ErrorBoundary from "@cloudscape-design/components/error-boundary";
import { I18nProvider } from "@cloudscape-design/components/i18n";
import type { i18n } from "i18next";
import { StrictMode, useState } from "react";
import { I18nextProvider } from "react-i18next";
import type { CloudscapeTexts } from "../i18n/cloudscape";
import { ClientContext } from "../ipc/ClientContext";
import type { Client } from "../ipc/client";
import type { Problem } from "../ipc/generated/Problem";
import { App } from "./App";
import { Broken } from "./Broken";
import { CrashContext, crashOf } from "./crash";

interface Props {
  client: Client;
  messages: i18n;
  cloudscape: CloudscapeTexts;
}

/** Everything that the window shows, with who answers it and in which language. */
export function Window({ client, messages, cloudscape }: Props) {
  const [crash, setCrash] = useState<Problem | null>(null);
  return (
    <StrictMode>
      <I18nextProvider i18n={messages}>
        <I18nProvider locale={cloudscape.locale} messages={[cloudscape.messages]}>
          <ClientContext value={client}>
            <CrashContext value={crash}>
              <ErrorBoundary
                onError={({ error, errorInfo }) => {
                  console.error(error, errorInfo.componentStack);
                  setCrash(crashOf(error, errorInfo.componentStack));
                }}
                renderFallback={() => <Broken />}
              >
                <App />
              </ErrorBoundary>
            </CrashContext>
          </ClientContext>
        </I18nProvider>
      </I18nextProvider>
    </StrictMode>
  );
}
