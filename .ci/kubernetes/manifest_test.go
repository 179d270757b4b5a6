// Package manifests decodes what sim cluster kubernetes writes as strictly as
// an API server does: every field must be one that Kubernetes knows.
//
// It is a module of its own, so that the program does not depend on Kubernetes.
package manifests

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation"
	"sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

const hostile = `x"}, {name: y, image: z $(HOME)`

// written runs sim cluster kubernetes with the program that $SIM names.
func written(t *testing.T, args ...string) string {
	t.Helper()
	sim := os.Getenv("SIM")
	if sim == "" {
		t.Fatal("set SIM to the program's path")
	}
	dir := filepath.Join(t.TempDir(), "k8s")
	out, err := exec.Command(sim, append(append([]string{"cluster", "kubernetes"}, args...), "--out", dir)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return dir
}

func strict(t *testing.T, path string, to any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := decode(text, to); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// decode takes no field that the type lacks, none that stands twice, and none
// in other case, which encoding/json and thus yaml.UnmarshalStrict would take.
func decode(text []byte, to any) error {
	data, err := yaml.YAMLToJSONStrict(text)
	if err != nil {
		return err
	}
	strict, err := json.UnmarshalStrict(data, to)
	return errors.Join(append(strict, err)...)
}

// The decoder refuses what an API server refuses.
func TestDecodeIsStrict(t *testing.T) {
	for _, bad := range []string{
		"spec: {completionmode: Indexed}", "spec: {completions: 8, completions: 9}", "spec: {completions: eight}", "spec: {shards: 8}",
	} {
		if err := decode([]byte(bad), new(batchv1.Job)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

func named(t *testing.T, kind, name, want string) {
	t.Helper()
	if kind != want {
		t.Errorf("%s is a %s", name, kind)
	}
	// A pod of an Indexed Job has the job's name and its index as its host name.
	if errs := validation.IsDNS1123Label(name + "-99999"); errs != nil {
		t.Errorf("%s: %v", name, errs)
	}
}

func TestManifests(t *testing.T) {
	odd := filepath.Join(t.TempDir(), `-É"}; $(touch pwned) and a name that is far too long for any label of Kubernetes.yaml`)
	if err := os.WriteFile(odd, []byte("extends: two-issues.yaml\ntitle: \"Quotes \\\" and\\ttabs, \\u2028 and # signs: é\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	base, err := os.ReadFile("../../scenarios/two-issues.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(odd), "two-issues.yaml"), base, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, scenario string
		more           []string
		image          string
	}{
		{"library", "alaska", []string{"--claim", "results.v1", "--workers", "4"}, ""},
		{"odd", odd, []string{"--image", hostile, "--theories", "nash,median"}, hostile},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := written(t, append([]string{c.scenario, "--shards", "8", "--draws", "8192"}, c.more...)...)
			var config corev1.ConfigMap
			var shards, merge batchv1.Job
			strict(t, filepath.Join(dir, "scenario.yaml"), &config)
			strict(t, filepath.Join(dir, "shards.yaml"), &shards)
			strict(t, filepath.Join(dir, "merge.yaml"), &merge)
			named(t, config.Kind, config.Name, "ConfigMap")
			named(t, shards.Kind, shards.Name, "Job")
			named(t, merge.Kind, merge.Name, "Job")
			checkShards(t, &shards, &config, c.image)
			checkMerge(t, &merge, &shards)
		})
	}
}

func checkShards(t *testing.T, j *batchv1.Job, config *corev1.ConfigMap, image string) {
	t.Helper()
	spec := &j.Spec
	if *spec.CompletionMode != batchv1.IndexedCompletion || *spec.Completions != 8 || *spec.Parallelism < 1 {
		t.Error("not an Indexed Job of 8")
	}
	if *spec.BackoffLimitPerIndex != 3 || *spec.MaxFailedIndexes != 0 || spec.BackoffLimit != nil {
		t.Error("not three tries of each part")
	}
	rule := spec.PodFailurePolicy.Rules[0]
	if rule.Action != batchv1.PodFailurePolicyActionFailJob || !slices.Equal(rule.OnExitCodes.Values, []int32{64}) || *rule.OnExitCodes.ContainerName != "sim" {
		t.Errorf("bad input is tried again: %+v", rule)
	}
	if rule := spec.PodFailurePolicy.Rules[1]; rule.Action != batchv1.PodFailurePolicyActionIgnore || !slices.Equal(rule.OnExitCodes.Values, []int32{75}) {
		t.Errorf("an interruption counts as a try: %+v", rule)
	}
	if rule := spec.PodFailurePolicy.Rules[2]; rule.Action != batchv1.PodFailurePolicyActionIgnore || rule.OnPodConditions[0].Type != corev1.DisruptionTarget {
		t.Errorf("an evicted pod counts as a try: %+v", rule)
	}
	pod := &spec.Template.Spec
	if pod.RestartPolicy != corev1.RestartPolicyNever || len(pod.Containers) != 1 {
		t.Fatalf("%+v", pod)
	}
	c := &pod.Containers[0]
	if c.Name != "sim" || !slices.Equal(c.Command, []string{"/sim"}) || image != "" && c.Image != image {
		t.Errorf("container %s, image %s, command %v", c.Name, c.Image, c.Command)
	}
	i := slices.Index(c.Args, "--shard")
	if c.Args[0] != "run" || i < 0 || c.Args[i+1] != "$(JOB_COMPLETION_INDEX)/8" {
		t.Errorf("args %v", c.Args)
	}
	for k, arg := range c.Args {
		if k != i+1 && strings.Contains(strings.ReplaceAll(arg, "$$(", ""), "$(") {
			t.Errorf("Kubernetes would expand %q", arg)
		}
	}
	file := strings.TrimPrefix(c.Args[1], "/scenario/")
	if errs := validation.IsConfigMapKey(file); errs != nil {
		t.Errorf("%s: %v", file, errs)
	}
	if !strings.Contains(config.Data[file], "purpose: illustration") || pod.Volumes[0].ConfigMap.Name != config.Name {
		t.Errorf("the scenario %s is not in the config map: %v", file, config.Data)
	}
	mounts := map[string]string{}
	for _, m := range c.VolumeMounts {
		mounts[m.Name] = m.MountPath
	}
	if mounts["scenario"] != "/scenario" || mounts["out"] != "/out" || pod.Volumes[1].PersistentVolumeClaim.ClaimName == "" {
		t.Errorf("volumes %v %+v", mounts, pod.Volumes)
	}
	// What the config map carries is the scenario: a run of it is a run of the same.
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, []byte(config.Data[file]), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(os.Getenv("SIM"), "check", path).CombinedOutput(); err != nil {
		t.Errorf("the carried scenario: %s", out)
	}
}

func checkMerge(t *testing.T, j, shards *batchv1.Job) {
	t.Helper()
	c := &j.Spec.Template.Spec.Containers[0]
	parts := shards.Spec.Template.Spec.Containers[0].Args
	if c.Args[0] != "merge" || c.Args[1] != parts[len(parts)-1] || !slices.Contains(c.Args, "--wait") || !strings.HasSuffix(c.Args[3], "/merged") {
		t.Errorf("args %v", c.Args)
	}
	if c.Image != shards.Spec.Template.Spec.Containers[0].Image || j.Spec.CompletionMode != nil {
		t.Errorf("%+v", j.Spec)
	}
	rules := j.Spec.PodFailurePolicy.Rules
	if !slices.Contains(rules[0].OnExitCodes.Values, 64) || rules[1].Action != batchv1.PodFailurePolicyActionIgnore || !slices.Equal(rules[1].OnExitCodes.Values, []int32{75}) {
		t.Errorf("%+v", rules)
	}
}
