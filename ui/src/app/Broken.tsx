import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useContext } from "react";
import { useTranslation } from "react-i18next";

import { CopyForIt } from "../components/CopyForIt";
import { CrashContext } from "./crash";

/** What is shown when the window's own code has failed. */
export function Broken() {
  const { t } = useTranslation();
  const crash = useContext(CrashContext);
  return (
    <Box padding="xxl">
      <Alert
        type="error"
        header={t("app.broken.what")}
        action={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => window.location.reload()}>{t("app.broken.reload")}</Button>
            {crash !== null && <CopyForIt problem={crash} />}
          </SpaceBetween>
        }
      >
        {t("app.broken.means")}
      </Alert>
    </Box>
  );
}
