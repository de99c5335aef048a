import { describeSource } from "./contract.ts";
import { ga4 } from "./services/ga4.ts";

describeSource(ga4(true));
describeSource(ga4(false));
