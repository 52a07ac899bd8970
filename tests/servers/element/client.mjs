// A Matrix client like Element Web: matrix-js-sdk with its Rust crypto, "exclude insecure devices" on.
// Reads one JSON command a line, {"id", "do", …}; writes {"id", "answer" | "error"} and {"event": …} lines.

import { createInterface } from "node:readline";
import { createClient, MatrixEventEvent, RoomEvent } from "matrix-js-sdk";
import { OnlySignedDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";
import { logger } from "matrix-js-sdk/lib/logger.js";

logger.disableAll?.();
for (const level of ["log", "info", "debug", "warn", "trace"]) console[level] = () => {};

const write = (value) => process.stdout.write(JSON.stringify(value) + "\n");
const auth = (user, password) => async (make) => {
  try {
    return await make(null);
  } catch (error) {
    const session = error.data?.session;
    if (!session) throw error;
    const identifier = { type: "m.id.user", user };
    return await make({ type: "m.login.password", identifier, password, session });
  }
};

let client;

const told = new Map();
function tell(event) {
  const clear = event.getClearContent() ?? event.getContent();
  const what = {
    room: event.getRoomId(),
    id: event.getId(),
    sender: event.getSender(),
    type: event.getType(),
    content: clear,
    encrypted: event.isEncrypted(),
    failed: event.isDecryptionFailure() ? String(event.decryptionFailureReason) : null,
  };
  const text = JSON.stringify(what);
  if (told.get(what.id) === text || event.isBeingDecrypted()) return;
  told.set(what.id, text);
  write({ event: what });
}

const commands = {
  async login({ address, user, password }) {
    const plain = createClient({ baseUrl: address });
    const login = await plain.loginRequest({
      type: "m.login.password",
      identifier: { type: "m.id.user", user },
      password,
    });
    client = createClient({
      baseUrl: address,
      userId: login.user_id,
      deviceId: login.device_id,
      accessToken: login.access_token,
    });
    await client.initRustCrypto({ useIndexedDB: false });
    const crypto = client.getCrypto();
    crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
    client.on(RoomEvent.Timeline, (event, _room, toStart) => {
      if (!toStart) client.decryptEventIfNeeded(event).then(() => tell(event));
    });
    client.on(MatrixEventEvent.Decrypted, tell);
    await client.startClient({ initialSyncLimit: 50 });
    while (!client.isInitialSyncComplete()) await new Promise((resolve) => setTimeout(resolve, 20));
    await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: auth(user, password) });
    return login.device_id;
  },
  async open({ others, encrypted, direct, name }) {
    const state = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
    const { room_id } = await client.createRoom({
      invite: others,
      is_direct: direct,
      name: name || undefined,
      preset: direct ? "trusted_private_chat" : "private_chat",
      initial_state: encrypted ? [state] : [],
    });
    // Who is not yet seen as invited gets no keys.
    while (!others.every((one) => client.getRoom(room_id)?.getMember(one)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    return room_id;
  },
  async send({ room, content, type }) {
    return (await client.sendEvent(room, type ?? "m.room.message", content)).event_id;
  },
  async join({ room }) {
    await client.joinRoom(room);
  },
  async membership({ room, user }) {
    return client.getRoom(room)?.getMember(user)?.membership ?? null;
  },
  async trust({ user, device }) {
    const status = await client.getCrypto().getDeviceVerificationStatus(user, device);
    return { signed: status?.signedByOwner ?? false };
  },
  async confirm({ device }) {
    await client.getCrypto().crossSignDevice(device);
  },
  async devices({ user }) {
    const found = await client.getCrypto().getUserDeviceInfo([user], true);
    return [...(found.get(user)?.keys() ?? [])];
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: name, ...options } = JSON.parse(line);
  // Not awaited: one command may wait for what another one does.
  commands[name](options).then(
    (answer) => write({ id, answer: answer ?? null }),
    (error) => write({ id, error: `${error.name}: ${error.message}` }),
  );
}
process.exit(0);
