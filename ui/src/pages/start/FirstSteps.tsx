import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePlaces } from "../../app/PlacesContext";
import type { InstanceCard } from "../../ipc/generated/InstanceCard";
import type { Opening } from "./useOpening";

interface Props {
  practice: InstanceCard | undefined;
  opening: Opening;
}

/** The three ways on for somebody who has no instance yet. */
export function FirstSteps({ practice, opening }: Props) {
  const { t } = useTranslation();
  const { go } = usePlaces();
  return (
    <ul className="ways plain-list">
      <Way title={t("start.ways.askIt")} text={t("start.ways.askItMeans")}>
        <Button data-testid="ask-it" variant="primary" onClick={() => go({ kind: "askIt" })}>
          {t("askIt.action")}
        </Button>
      </Way>
      <Way title={t("start.ways.add")} text={t("start.ways.addMeans")}>
        <Button data-testid="add-instance" onClick={() => go({ kind: "instance", card: null })}>
          {t("start.add")}
        </Button>
      </Way>
      {practice !== undefined && (
        <Way title={t("start.ways.practice")} text={t("start.ways.practiceMeans")}>
          <Button
            data-testid={`open-${practice.draft.name}`}
            loading={opening.asked === practice.draft.name}
            onClick={() => opening.open(practice.draft.name)}
          >
            {t("start.openPractice")}
          </Button>
        </Way>
      )}
    </ul>
  );
}

function Way({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li>
      <Container fitHeight header={<Header variant="h2">{title}</Header>}>
        <SpaceBetween size="m">
          <Box>{text}</Box>
          {children}
        </SpaceBetween>
      </Container>
    </li>
  );
}
