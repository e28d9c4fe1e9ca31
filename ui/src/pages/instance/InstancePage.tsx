import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Subpage } from "../../app/Subpage";
import { useAnswer } from "../../hooks/useAnswer";
import { useClient } from "../../ipc/ClientContext";
import type { InstanceCard } from "../../ipc/generated/InstanceCard";
import { InstanceForm } from "./InstanceForm";

/** A new instance, or one that is there already, to be described. */
export function InstancePage({ card }: { card: InstanceCard | null }) {
  const { t } = useTranslation();
  const client = useClient();
  const { value: page } = useAnswer(useCallback(() => client.instances(), [client]));
  return (
    <Subpage
      testId="instance-page"
      title={
        card === null ? t("instance.addTitle") : t("instance.editTitle", { name: card.draft.name })
      }
      description={t("instance.description")}
    >
      <InstanceForm before={card?.draft ?? null} regions={page?.regions ?? []} />
    </Subpage>
  );
}
