import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { accessibilityFaults } from "../../testing/axe";
import { inScenario, type Scenario } from "../../testing/scenarios";
import { show } from "../../testing/show";

/** What a person must be able to read or do in each state. */
const states: [Scenario, (string | RegExp)[], string[]][] = [
  [
    "firstStart",
    ["Your Connect login doesn't work here; Roster needs AWS access from your IT."],
    ["Ask IT", "Add an instance", "Try the practice instance"],
  ],
  ["start", ["Berlin", "London", "Signs in with access keys"], ["Open Berlin", "Add an instance"]],
  [
    "findings",
    [/There is no setting `alow`/, "While this is so, Roster changes nothing in any instance."],
    ["Copy details for IT"],
  ],
  ["working", ["Opening Berlin"], ["Cancel"]],
  ["needsKeys", ["Access key ID", "Secret access key"], ["Sign in", "Back"]],
  ["keysRefused", ["AWS does not accept your access"], ["Sign in", "Copy details for IT"]],
  ["needsCode", [/mfa/], ["Back"]],
  ["codeRefused", ["The code was not accepted"], ["Copy details for IT"]],
  ["pick", ["berlin", "https://test.my.connect.aws"], ["Back"]],
  ["pickNone", ["Try again"], ["Try again"]],
  ["notKept", ["This computer has no keychain"], ["Copy details for IT"]],
  [
    "instanceNotFound",
    ["The instance was not found"],
    ["Try again", "Check connection", "Copy details for IT"],
  ],
  ["practiceBroken", ["The practice instance's file is broken"], ["Reset practice instance"]],
];

test.each(states)("%s says what is so and what to do next", async (scenario, texts, buttons) => {
  show(inScenario(scenario));
  for (const text of texts) {
    expect((await screen.findAllByText(text)).length).toBeGreaterThan(0);
  }
  for (const name of buttons) {
    expect(screen.getAllByRole("button", { name }).length).toBeGreaterThan(0);
  }
  expect(await accessibilityFaults()).toEqual([]);
});

test("keys are sent once, and the secret is gone from the form", async () => {
  const client = inScenario("needsKeys");
  let refuse = true;
  const answerOpening = client.answerOpening.bind(client);
  client.answerOpening = async (answer) => {
    if (!refuse) return answerOpening(answer);
    refuse = false;
    throw { code: "keysMalformed", technical: null };
  };
  const { person } = show(client);
  const field = async (id: string) =>
    within(await screen.findByTestId(id)).getByRole<HTMLInputElement>("textbox");
  const secret = async () =>
    (await screen.findByTestId("key-secret")).querySelector("input") as HTMLInputElement;
  await person.type(await field("key-id"), "AKIAIOSFODNN7EXAMPLE");
  await person.type(await secret(), "wJalrXUtnFEMI");
  expect((await secret()).type).toBe("password");
  await person.click(screen.getByTestId("keys-submit"));
  await screen.findByText("These can't be access keys");
  expect((await secret()).value).toBe("");

  await person.type(await secret(), "wJalrXUtnFEMI");
  await person.click(screen.getByTestId("keys-submit"));
  await screen.findByText(/^Users/);
  expect(client.answers).toEqual([
    {
      kind: "keys",
      id: "AKIAIOSFODNN7EXAMPLE",
      secret: "wJalrXUtnFEMI",
      sessionToken: "",
      keep: true,
    },
  ]);
});

test("a keychain that refuses leaves the choice to the person", async () => {
  const client = inScenario("notKept");
  const { person } = show(client);
  await person.click(await screen.findByTestId("not-kept-until-closed"));
  await waitFor(() => expect(client.answers).toEqual([{ kind: "untilClosed" }]));
});

test("a managed instance can't be changed, and says whose it is", async () => {
  const { person } = show(inScenario("start"));
  const card = (await screen.findByRole("button", { name: "Open London" })).closest("li");
  const menu = within(card as HTMLElement).getByTestId("menu-London");
  await person.click(within(menu).getByRole("button"));
  const edit = await screen.findByRole("menuitem", { name: /Edit/ });
  expect(edit.getAttribute("aria-disabled")).toBe("true");
});

test("what is wrong with an instance stands beside its field", async () => {
  const client = inScenario("start");
  client.saveInstance = async () => [
    {
      file: "",
      line: 2,
      column: 1,
      key: "instances.region",
      code: "regionMisspelt",
      parameters: { suggestion: "eu-west-2", choices: "eu-west-2" },
      severity: "error",
    },
  ];
  const { person } = show(client);
  await person.click(await screen.findByTestId("add-instance"));
  await person.click(await screen.findByTestId("instance-save"));
  const field = (await screen.findByTestId("field-region")).querySelector("input") as Element;
  await waitFor(() => {
    const told = field.getAttribute("aria-describedby")?.split(" ") ?? [];
    const texts = told.map((id) => document.getElementById(id)?.textContent).join(" ");
    expect(texts).toContain("eu-west-2");
  });
  expect(await accessibilityFaults()).toEqual([]);
});

test("the message to IT has blanks that are named, until they are filled in", async () => {
  const { person } = show(inScenario("firstStart"));
  await person.click(await screen.findByTestId("ask-it"));
  const message = await screen.findByTestId("ask-message");
  await waitFor(() => expect(message.textContent).toContain("FILL-IN-"));
  expect((await screen.findByTestId("ask-blanks")).textContent).toContain("FILL-IN-");
  expect(await accessibilityFaults()).toEqual([]);
  await person.click(screen.getByTestId("back"));
  await screen.findByTestId("start-page");
});
