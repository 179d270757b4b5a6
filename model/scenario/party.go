package scenario

// party is an entry of parties.
type party struct {
	Name               text   `yaml:"name,omitempty" letters:"200" doc:"what readers see; left out: the key"`
	Seat               choice `yaml:"seat,omitempty" doc:"signatory: no deal without it; sponsor: consents only to packages that hold an issue it carries out; observer: never asked. Left out: signatory" of:"signatory|sponsor|observer"`
	Power              number `yaml:"power,omitempty" doc:"capability; bargaining power is its share among those who must consent" in:"(0, inf)" default:"1"`
	Voice              number `yaml:"voice,omitempty" doc:"linear weight of its view where it has no say" in:"[0, inf)" default:"0"`
	Patience           number `yaml:"patience,omitempty" doc:"what a payoff one round later is worth now" in:"(0, 1)" default:"0.98" unit:"per round"`
	RiskAversion       number `yaml:"risk_aversion,omitempty" doc:"-1 most risk-seeking, 0 neutral, 1 most averse" in:"[-1, 1]" default:"0"`
	ConflictCost       number `yaml:"conflict_cost,omitempty" doc:"cost of going on fighting; 0: not a belligerent" in:"[0, 1]" default:"0" unit:"stake units"`
	ExpectedCompliance number `yaml:"expected_compliance,omitempty" doc:"how sure it is that a deal holds" in:"[0, 1]" default:"1"`
	CountsOn           ref    `yaml:"counts_on,omitempty" doc:"the party on whose compliance that hangs; needed where expected_compliance may lie below 1" of:"party"`
	BreachLoss         number `yaml:"breach_loss,omitempty" doc:"what a breach costs on top" in:"[0, inf)" default:"0" unit:"stake units"`
	Prospects          number `yaml:"prospects,omitempty" doc:"what it expects further fighting to bring it; 0 drops the term" in:"[0, 1)" default:"0"`
	PressureCap        number `yaml:"pressure_cap,omitempty" doc:"how far all pressure together can move it" in:"[0, 1]" default:"1" unit:"stake units"`
	InducementCap      number `yaml:"inducement_cap,omitempty" doc:"how far all inducements together can move it" in:"[0, 1]" default:"1" unit:"stake units"`
	ReservationValue   number `yaml:"reservation_value,omitempty" doc:"the utility of no deal, stated outright; nothing derives it then" in:"[-3, 2]" unit:"stake units"`
}

// document is an entry of documents.
type document struct {
	Title     text   `yaml:"title" letters:"200" doc:"its title"`
	Published date   `yaml:"published,omitempty" doc:"when: a year, a month or a day, such as 2025-08"`
	Kind      choice `yaml:"kind" doc:"what kind of source it is; an opinion or rewritten news never counts as evidence of a fact" of:"news|opinion|rewritten news|data|paper"`
}
