package scenario

// processes is what moves between rounds. Each needs the clock.
type processes struct {
	Meetings     *meetings     `yaml:"meetings,omitempty" doc:"who meets when, what the room can decide, who refuses to come; left out: everyone meets every round"`
	Drift        *drift        `yaml:"drift,omitempty" doc:"the line of control: the status quo of one issue moves"`
	Stock        dict[stock]   `yaml:"stock,omitempty" doc:"what fighting uses up; want of it raises a party's conflict cost" of:"stock"`
	Learning     *learning     `yaml:"learning,omitempty" doc:"parties learn from battles what fighting can bring them"`
	Screening    *screening    `yaml:"screening,omitempty" doc:"one side asks for more than a strong opponent would give, until battles show its strength"`
	Violations   *violations   `yaml:"violations,omitempty" doc:"packages in force can be broken"`
	Escalation   *escalation   `yaml:"escalation,omitempty" doc:"a draw can end in escalation"`
	Credibility  *credibility  `yaml:"credibility,omitempty" doc:"belief in a lever follows what its holder does"`
	Alienation   *alienation   `yaml:"alienation,omitempty" doc:"pressure costs its holder belief and meetings at its target"`
	Delay        *delay        `yaml:"delay,omitempty" doc:"parties look one round ahead and may prefer to wait; left out: whoever gains accepts"`
	Breakdown    *breakdown    `yaml:"breakdown,omitempty" doc:"talks can end, and open again"`
	Ratification *ratification `yaml:"ratification,omitempty" doc:"a package that everyone accepted may fail at home"`
	Commitment   *commitment   `yaml:"commitment,omitempty" doc:"a declining side does not sign what a rising one could not promise to keep"`
}

type meetings struct {
	Held    list[slot]   `yaml:"held" doc:"meetings; one at a round goes before a series"`
	Refusal dict[number] `yaml:"refusal,omitempty" doc:"how often a party refuses to come" of:"each party" in:"[0, 1]" moved:"probability"`
	NoShow  number       `yaml:"noshow,omitempty" doc:"how often a refusal to come counts as not consenting" in:"[0, 1]" default:"0"`
}

type slot struct {
	At      *whole    `yaml:"at,omitempty" doc:"round of a single meeting, from 0" in:"[0, 520]"`
	Every   *whole    `yaml:"every,omitempty" doc:"rounds between the meetings of a series" in:"[1, 520]"`
	From    whole     `yaml:"from,omitempty" doc:"first round of a series, from 0" in:"[0, 520]"`
	Until   whole     `yaml:"until,omitempty" doc:"round before which a series ends; left out: never" in:"[0, 520]"`
	Between list[ref] `yaml:"between" doc:"who is in the room" of:"party"`
	Decides list[ref] `yaml:"decides,omitempty" doc:"packages that it can decide; [] for none; left out: all" of:"package"`
}

type drift struct {
	Issue        ref           `yaml:"issue" doc:"the issue whose status quo is the line" of:"issue"`
	Between      list[ref]     `yaml:"between" doc:"the party that gains as positions rise, then the other" of:"party"`
	Drift        number        `yaml:"drift,omitempty" doc:"mean movement" in:"(-inf, inf)" default:"0" unit:"log-odds per round"`
	Momentum     number        `yaml:"momentum,omitempty" doc:"share of last round's speed that carries over" in:"[0, 1)" default:"0"`
	Volatility   number        `yaml:"volatility,omitempty" doc:"standard deviation of a round's shock" in:"[0, inf)" default:"0" unit:"log-odds"`
	Reversion    number        `yaml:"reversion,omitempty" doc:"pull back toward the line at the start" in:"[0, 1)" default:"0"`
	Speed        number        `yaml:"speed,omitempty" doc:"speed at the start" in:"(-inf, inf)" default:"0" unit:"log-odds per round"`
	Prospects    number        `yaml:"prospects,omitempty" doc:"how far prospects follow the line, in log-odds per log-odds" in:"[0, inf)" default:"0"`
	Breakthrough *breakthrough `yaml:"breakthrough,omitempty" doc:"jumps of the line in favour of the first party"`
	Sensitivity  number        `yaml:"sensitivity,omitempty" doc:"drift per unit of the log-ratio of forces" in:"[0, inf)" default:"0.02"`
	Forces       list[force]   `yaml:"forces,omitempty" doc:"stocks that feed the balance of forces"`
}

type breakthrough struct {
	Chance number `yaml:"chance" doc:"how often, per round" in:"[0, 1]" moved:"probability"`
	Size   number `yaml:"size" doc:"how far the line jumps, in positions" in:"[0, 1]"`
}

type force struct {
	Stock      ref    `yaml:"stock" doc:"the stock" of:"stock"`
	Elasticity number `yaml:"elasticity" doc:"how much the force follows the stock" in:"[0, inf)"`
}

type stock struct {
	Of     ref    `yaml:"of" doc:"the party whose conflict cost its want raises" of:"party"`
	Level  number `yaml:"level" doc:"at the start: a share, or with use an amount" in:"[0, inf)"`
	Loss   number `yaml:"loss,omitempty" doc:"share lost per round of full fighting" in:"[0, inf)" default:"0" moved:"hazard"`
	Inflow number `yaml:"inflow,omitempty" doc:"added per round" in:"[0, inf)" default:"0" moved:"hazard"`
	Use    number `yaml:"use,omitempty" doc:"for a supply: used per round; what counts is how far stock and inflow cover it" in:"(0, inf)"`
	Always truth  `yaml:"always,omitempty" doc:"whether it is lost without fighting as well"`
	Push   number `yaml:"push" doc:"what a complete want adds to the conflict cost, in log-odds" words:"small=0.5|medium=1|large=2" unit:"log-odds"`
}

type learning struct {
	Between list[ref] `yaml:"between" doc:"the party whose battles are counted, then the other" of:"party"`
	Success number    `yaml:"success" doc:"share of battles that the first party really wins" in:"[0, 1]"`
	Weight  number    `yaml:"weight,omitempty" doc:"weight of each party's prospects at the start, in battles" in:"(0, inf)" default:"10"`
}

type screening struct {
	By       ref       `yaml:"by" doc:"the party that asks for more" of:"party"`
	Of       ref       `yaml:"of" doc:"the opponent whose strength is private" of:"party"`
	Prior    number    `yaml:"prior" doc:"belief at the start that the opponent is weak" in:"(0, 1)"`
	IfWeak   number    `yaml:"if_weak" doc:"share of battles won against a weak opponent" in:"(0, 1)"`
	IfStrong number    `yaml:"if_strong" doc:"share of battles won against a strong one" in:"(0, 1)"`
	Packages list[ref] `yaml:"packages" doc:"packages about which it screens" of:"package"`
}

type violations struct {
	Hazard           dict[number] `yaml:"hazard" doc:"hazard of violation per round and signatory, by package" of:"each package" in:"[0, inf)" moved:"hazard"`
	Monitoring       number       `yaml:"monitoring,omitempty" doc:"how far a package's monitoring lowers the log-hazard" in:"[0, inf)" default:"1"`
	Guarantee        number       `yaml:"guarantee,omitempty" doc:"how far a full guarantee lowers the log-hazard" in:"[0, inf)" default:"1.2"`
	GuaranteeIssue   ref          `yaml:"guarantee_issue,omitempty" doc:"the issue whose agreed terms are the guarantee" of:"issue"`
	Temptation       number       `yaml:"temptation,omitempty" doc:"how far a stake unit of temptation raises the log-hazard" in:"[0, inf)" default:"2"`
	Disruption       dict[number] `yaml:"disruption,omitempty" doc:"what third parties add to a party's log-hazard" of:"each party"`
	FalseAttribution number       `yaml:"false_attribution,omitempty" doc:"how often a violation is put down to the other side" in:"[0, 1]" default:"0"`
	TrustLoss        number       `yaml:"trust_loss,omitempty" doc:"log-odds of expected compliance that whoever counted on the violator loses" in:"[0, inf)" default:"0" unit:"log-odds"`
}

type escalation struct {
	Hazard      number `yaml:"hazard" doc:"per round of full fighting" in:"[0, inf)" moved:"hazard"`
	Desperation number `yaml:"desperation,omitempty" doc:"log-hazard per stake unit that the worst-off party has lost since the start" in:"[0, inf)" default:"0"`
}

type credibility struct {
	Memory number `yaml:"memory,omitempty" doc:"weight of the belief at the start, in observed acts" in:"(0, inf)" default:"6"`
	Lapse  number `yaml:"lapse,omitempty" doc:"observed failures that a deadline passed unused counts for, on every lever that its holder has on the same target" in:"[0, inf)" default:"0"`
}

type alienation struct {
	Belief  number `yaml:"belief,omitempty" doc:"log-odds of credibility lost per unit of pressure (weight × intensity)" in:"[0, inf)" default:"0" unit:"log-odds"`
	Refusal number `yaml:"refusal,omitempty" doc:"log-odds of refusing to come gained per unit of pressure" in:"[0, inf)" default:"0" unit:"log-odds"`
}

type delay struct {
	Called number `yaml:"called,omitempty" doc:"how often the mediator takes a first delay for a refusal" in:"[0, 1]" default:"0.05" moved:"probability"`
	Noise  number `yaml:"noise,omitempty" doc:"differences smaller than this hardly decide an answer; 0: the better answer always" in:"[0, inf)" default:"0.02" unit:"stake units"`
}

type breakdown struct {
	Hazard number `yaml:"hazard" doc:"of talks ending, per round in which something was tabled and nothing signed" in:"[0, inf)" moved:"hazard"`
	Reopen number `yaml:"reopen,omitempty" doc:"how often ended talks open again, per round" in:"[0, 1]" default:"0" moved:"probability"`
}

type ratification struct {
	By       dict[number] `yaml:"by" doc:"how often a party ratifies what it accepted" of:"each party" in:"[0, 1]" moved:"probability"`
	Packages list[ref]    `yaml:"packages,omitempty" doc:"packages that need it; left out: settlements" of:"package"`
}

type commitment struct {
	Destruction number    `yaml:"destruction" doc:"share of what is at stake that fighting destroys" in:"[0, 1)"`
	Packages    list[ref] `yaml:"packages,omitempty" doc:"packages that need commitment; left out: settlements" of:"package"`
}
