import Box from "@cloudscape-design/components/box";
import ButtonDropdown, {
  type ButtonDropdownProps,
} from "@cloudscape-design/components/button-dropdown";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePlaces } from "../../app/PlacesContext";
import { ResetPractice } from "../../app/ResetPractice";
import { ConfirmModal } from "../../components/ConfirmModal";
import { useClient } from "../../ipc/ClientContext";
import type { InstanceCard } from "../../ipc/generated/InstanceCard";

interface Props {
  card: InstanceCard;
  onChanged: () => void;
}

type Asked = "forget" | "remove" | "reset";

/** What can be done with an instance besides opening it. */
export function CardMenu({ card, onChanged }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const { go } = usePlaces();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { name } = card.draft;
  const close = () => setAsked(null);

  const managed = card.source.kind === "managed";
  const locked = { disabled: managed, disabledReason: t("start.managedMeans") };
  const items: ButtonDropdownProps.ItemOrGroup[] = [
    { id: "check", text: t("check.action") },
    ...(card.practice
      ? [{ id: "reset", text: t("practice.reset") }]
      : [
          { id: "edit", text: t("start.edit"), ...locked },
          ...(card.draft.signIn === "accessKeys"
            ? [{ id: "forget", text: t("start.forget") }]
            : []),
          { id: "remove", text: t("start.remove"), ...locked },
        ]),
  ];
  const choose = (item: string) => {
    switch (item) {
      case "check":
        return go({ kind: "check", name });
      case "edit":
        return go({ kind: "instance", card });
      case "forget":
      case "remove":
      case "reset":
        setAsked(item);
    }
  };
  return (
    <>
      <ButtonDropdown
        data-testid={`menu-${name}`}
        ariaLabel={t("start.menu", { name })}
        expandToViewport
        items={items}
        onItemClick={({ detail }) => choose(detail.id)}
      >
        {t("start.more")}
      </ButtonDropdown>
      {asked === "reset" && <ResetPractice onClose={close} onDone={onChanged} />}
      {asked === "forget" && (
        <ConfirmModal
          testId="forget-confirm"
          title={t("start.forgetTitle", { name })}
          confirm={t("start.forgetConfirm")}
          work={() => client.forgetKeys(name)}
          onDone={onChanged}
          onClose={close}
        >
          <Box>{t("start.forgetMeans")}</Box>
          <Box fontWeight="bold">{t("start.nothingInAws")}</Box>
        </ConfirmModal>
      )}
      {asked === "remove" && (
        <ConfirmModal
          testId="remove-confirm"
          title={t("start.removeTitle", { name })}
          confirm={t("start.removeConfirm")}
          work={() => client.removeInstance(name)}
          onDone={onChanged}
          onClose={close}
        >
          <Box>{t("start.removeMeans")}</Box>
          <Box fontWeight="bold">{t("start.nothingInAws")}</Box>
        </ConfirmModal>
      )}
    </>
  );
}
