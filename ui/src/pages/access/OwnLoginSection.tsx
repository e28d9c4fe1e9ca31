import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import type { OwnLogin } from "../../ipc/generated/OwnLogin";
import { OwnLoginForm } from "./OwnLoginForm";

/** Which of the users is the person themselves, with a way to change it. */
export function OwnLoginSection({ ownLogin }: { ownLogin: OwnLogin }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  return (
    <div className="own-text" data-testid="own-login" tabIndex={-1}>
      <SpaceBetween size="xs">
        <Header variant="h3" description={t("ownLogin.why")}>
          {t("ownLogin.title")}
        </Header>
        <Box>
          {ownLogin.kind === "known" && <bdi className="long-name">{ownLogin.login}</bdi>}
          {ownLogin.kind === "none" && t("ownLogin.none")}
          {ownLogin.kind === "notAsked" && t("ownLogin.notAsked")}
        </Box>
        {changing ? (
          <HandsOnFocus>
            <OwnLoginForm
              suggestion={ownLogin.kind === "notAsked" ? ownLogin.suggestion : null}
              onDone={() => setChanging(false)}
            />
          </HandsOnFocus>
        ) : (
          <HandsOnFocus>
            <Button data-testid="own-login-change" onClick={() => setChanging(true)}>
              {t("ownLogin.change")}
            </Button>
          </HandsOnFocus>
        )}
      </SpaceBetween>
    </div>
  );
}
