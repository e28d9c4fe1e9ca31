import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { InstanceContext } from "../app/InstanceContext";
import { StartContext } from "../app/StartContext";
import type { Problem } from "../ipc/generated/Problem";
import { CopyButton } from "./CopyButton";
import { technicalText } from "./technicalText";

/** Copies what IT needs to know of a problem. */
export function CopyForIt({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const start = useContext(StartContext);
  const instance = useContext(InstanceContext);
  return (
    <CopyButton text={() => technicalText(problem, { start, instance }, new Date())}>
      {t("copy.forIt")}
    </CopyButton>
  );
}
