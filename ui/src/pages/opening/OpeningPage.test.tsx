import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { accessibilityFaults } from "../../testing/axe";
import { madeUpProblem } from "../../testing/fakeClient";
import { inScenario, type Scenario } from "../../testing/scenarios";
import { show } from "../../testing/show";

const states: [Scenario, (string | RegExp)[], string[]][] = [
  ["working", ["Opening Berlin", "Signing in and looking for the instance"], ["Cancel"]],
  ["needsKeys", ["Access key ID", "Secret access key"], ["Sign in", "Ask IT", "Back"]],
  ["keysRefused", ["AWS does not accept your access", "Access key ID"], ["Sign in"]],
  ["needsCode", [/arn:aws:iam::123456789012:mfa\/ann/], ["Sign in"]],
  ["codeRefused", ["The code was not accepted"], ["Sign in"]],
  ["pick", ["berlin", "https://berlin.my.connect.aws"], ["Open it"]],
  ["pickNone", ["There is no instance here"], ["Try again", "Ask IT"]],
  [
    "notKept",
    ["This computer has no keychain"],
    ["Use them until Roster is closed", "Try the keychain again"],
  ],
  [
    "failedOpening",
    ["Your access does not allow this"],
    ["Try again", "Enter other keys", "Check connection", "Back"],
  ],
  [
    "instanceNotFound",
    [/The Region may be wrong, .* another AWS account, or the instance was deleted/],
    ["Try again", "Edit", "Check connection"],
  ],
];

test.each(states)("%s says what is so and what to do next", async (scenario, texts, buttons) => {
  show(inScenario(scenario));
  for (const text of texts) {
    expect((await screen.findAllByText(text)).length).toBeGreaterThan(0);
  }
  for (const name of buttons) {
    expect((await screen.findAllByRole("button", { name })).length).toBeGreaterThan(0);
  }
  expect(await accessibilityFaults()).toEqual([]);
});

test("keys are sent, and the instance opens", async () => {
  const client = inScenario("needsKeys");
  const { person } = show(client);
  await person.type(await screen.findByLabelText("Access key ID"), " AKIAEXAMPLE0000000000 ");
  await person.type(screen.getByLabelText("Secret access key"), "not a real one");
  await person.click(screen.getByTestId("keys-submit"));
  expect(await screen.findByText("=cmd")).toBeTruthy();
  expect(client.answers).toEqual([
    {
      kind: "keys",
      id: "AKIAEXAMPLE0000000000",
      secret: "not a real one",
      sessionToken: "",
      keep: true,
    },
  ]);
});

test("a secret is gone from the page as soon as it is sent, also when it is refused", async () => {
  const client = inScenario("needsKeys");
  const answer = vi
    .spyOn(client, "answerOpening")
    .mockRejectedValue(madeUpProblem("keysMalformed"));
  const { person } = show(client);
  await person.type(await screen.findByLabelText("Access key ID"), "AKIA");
  const secret = screen.getByLabelText("Secret access key");
  const token = screen.getByLabelText("Session token (optional)");
  expect(secret).toHaveProperty("type", "password");
  await person.type(secret, "hush");
  await person.type(token, "hush too");
  await person.click(screen.getByLabelText("Keep them in this computer's keychain"));
  await person.click(screen.getByTestId("keys-submit"));
  expect(await screen.findByText("These can't be access keys")).toBeTruthy();
  expect(secret).toHaveProperty("value", "");
  expect(token).toHaveProperty("value", "");
  expect(screen.getByLabelText("Access key ID")).toHaveProperty("value", "AKIA");
  expect(answer.mock.calls[0]?.[0]).toMatchObject({ sessionToken: "hush too", keep: false });
});

test("keys that are not whole are not sent", async () => {
  const client = inScenario("needsKeys");
  const { person } = show(client);
  await person.click(await screen.findByTestId("keys-submit"));
  expect((await screen.findAllByText("Fill this in.")).length).toBe(2);
  expect(client.answers).toEqual([]);
});

test("a code is six digits, and has the keyboard at once", async () => {
  const client = inScenario("needsCode");
  const { person } = show(client);
  const field = await screen.findByLabelText("Code");
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(field.getAttribute("inputmode")).toBe("numeric");
  await person.type(field, "12345{Enter}");
  expect(await screen.findByText("Enter the six digits that the device shows.")).toBeTruthy();
  await person.type(field, "6{Enter}");
  expect(await screen.findByText("=cmd")).toBeTruthy();
  expect(client.answers).toEqual([{ kind: "code", code: "123456" }]);
});

test("one of the instances is picked", async () => {
  const client = inScenario("pick");
  const { person } = show(client);
  await person.click(await screen.findByTestId("pick-submit"));
  expect(await screen.findByText("Pick one.")).toBeTruthy();
  await person.click(screen.getByLabelText(/^test/));
  await person.click(screen.getByTestId("pick-submit"));
  await waitFor(() => expect(client.answers).toEqual([{ kind: "picked", id: "i2" }]));
});

test.each([
  ["Use them until Roster is closed", "untilClosed"],
  ["Try the keychain again", "again"],
])("where keys can't be kept, there is: %s", async (name, kind) => {
  const client = inScenario("notKept");
  const { person } = show(client);
  await person.click(await screen.findByRole("button", { name }));
  await waitFor(() => expect(client.answers).toEqual([{ kind }]));
});

test("other keys can be entered: those that there were are forgotten first", async () => {
  const client = inScenario("failedOpening");
  const forget = vi.spyOn(client, "forgetKeys");
  const { person } = show(client);
  await person.click(await screen.findByTestId("other-keys"));
  await waitFor(() => expect(client.answers).toEqual([{ kind: "again" }]));
  expect(forget.mock.calls).toEqual([["Berlin"]]);
});

test("an opening can be given up", async () => {
  const { person } = show(inScenario("working"));
  await person.click(await screen.findByTestId("cancel-opening"));
  expect(await screen.findByTestId("start-page")).toBeTruthy();
});

test("the connection is checked from a failure, and Back leads there again", async () => {
  const { person } = show(inScenario("instanceNotFound"));
  await person.click(await screen.findByRole("button", { name: "Check connection" }));
  await screen.findByTestId("check-step-permission");
  await person.click(screen.getByTestId("back"));
  expect(await screen.findByText("The instance was not found")).toBeTruthy();
});
