import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Finding } from "../../ipc/generated/Finding";
import { accessibilityFaults } from "../../testing/axe";
import { FakeClient, madeUpProblem } from "../../testing/fakeClient";
import { DRAFT, USER_FILE } from "../../testing/madeUpInstances";
import { show } from "../../testing/show";

const CHOOSING = { kind: "choosing" } as const;

function finding(key: string, code: Finding["code"], parameters: Record<string, string> = {}) {
  return { file: USER_FILE, line: 1, column: 1, key, code, parameters, severity: "error" } as const;
}

async function shownForm(client: FakeClient) {
  const shown = show(client);
  await shown.person.click(await screen.findByTestId("add-instance"));
  await screen.findByTestId("instance-form");
  return shown;
}

test("a new instance is saved and stands on the start page", async () => {
  const client = new FakeClient({ front: CHOOSING });
  const save = vi.spyOn(client, "saveInstance");
  const { person } = await shownForm(client);
  expect(await accessibilityFaults()).toEqual([]);
  await person.type(screen.getByLabelText("Name"), "Paris");
  await person.type(screen.getByLabelText("Region"), "eu-west-3");
  await person.click(screen.getByTestId("instance-save"));
  expect(await screen.findByTestId("open-Paris")).toBeTruthy();
  expect(save.mock.calls[0]).toMatchObject([null, { name: "Paris", region: "eu-west-3" }]);
});

test("what is wrong stands beside its field, in words of the form", async () => {
  const client = new FakeClient({
    front: CHOOSING,
    findings: [
      finding("instances.name", "nameTaken", { line: "4" }),
      finding("instances.region", "regionMisspelt", {
        suggestion: "eu-west-3",
        choices: "eu-west-3, eu-west-2",
      }),
      finding("instances.role.arn", "roleArnMalformed"),
    ],
  });
  const { person } = await shownForm(client);
  await person.click(screen.getByTestId("instance-save"));
  expect(
    await screen.findByText("Another instance has this name. Choose another one."),
  ).toBeTruthy();
  expect(screen.getByText(/Did you mean "eu-west-3"\?/)).toBeTruthy();
  expect(screen.getByText(/is not the ARN of an IAM role/)).toBeTruthy();
  expect(screen.getByTestId("instance-form")).toBeTruthy();
});

test("settings that can't be written say so, and what was typed stays", async () => {
  const client = new FakeClient({ front: CHOOSING });
  vi.spyOn(client, "saveInstance").mockRejectedValue(madeUpProblem("settingsNotWritten"));
  const { person } = await shownForm(client);
  await person.type(screen.getByLabelText("Name"), "Paris");
  await person.click(screen.getByTestId("instance-save"));
  expect(await screen.findByText("Your settings could not be saved")).toBeTruthy();
  expect(screen.getByLabelText("Name")).toHaveProperty("value", "Paris");
});

test("a profile that names a Region fills that in", async () => {
  const { person } = await shownForm(new FakeClient({ front: CHOOSING }));
  await person.click(screen.getByLabelText(/^An AWS profile/));
  await person.click(await screen.findByLabelText("AWS profile"));
  await person.click(await screen.findByText("connect-admin", { selector: "[role=option] *" }));
  await waitFor(() => expect(screen.getByLabelText("Region")).toHaveProperty("value", "eu-west-2"));
});

test("an instance is edited under its earlier name", async () => {
  const client = new FakeClient({ front: CHOOSING });
  const save = vi.spyOn(client, "saveInstance");
  const { person } = show(client);
  await person.click(await screen.findByRole("button", { name: /^More for Berlin/ }));
  await person.click(screen.getByRole("menuitem", { name: "Edit" }));
  await person.type(await screen.findByLabelText("Name"), " 2");
  await person.click(screen.getByTestId("instance-save"));
  expect(await screen.findByTestId("open-Berlin 2")).toBeTruthy();
  expect(save.mock.calls).toEqual([["Berlin", { ...DRAFT, name: "Berlin 2" }]]);
});
