// The options of the command line, read and checked; every no is a sentence in Chinese.

package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/primitives/timestamp"
	"go.temporal.io/server/common/searchattribute/sadefs"
)

const (
	loopback = "127.0.0.1"
	// Histories are evidence of what was decided under which law, so closed ones stay for ten years unless told otherwise.
	defaultRetention = 3650 * 24 * time.Hour
	shortestAllowed  = 24 * time.Hour
)

var invalidValue = regexp.MustCompile(`^invalid (?:boolean )?value (".*?") for (?:flag )?-(\S+): (.*)$`)

// options is what the command line says.
type options struct {
	ip, uiIP         string
	port, uiPort     int
	metricsPort      int
	headless         bool
	database         string
	namespaces       []string
	retention        time.Duration // zero: keep what an existing namespace has
	searchAttributes map[string]enumspb.IndexedValueType
	dynamicConfig    map[string]any
	pragmas          map[string]string
	logFormat        string
	logLevel         string
}

func parse(args []string, out io.Writer) (*options, error) {
	opts := &options{
		searchAttributes: map[string]enumspb.IndexedValueType{},
		dynamicConfig:    map[string]any{},
		pragmas:          map[string]string{},
	}
	flags := opts.flags()
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(out)
		fmt.Fprint(out, usage)
		flags.PrintDefaults()
		return nil, err
	} else if err != nil {
		return nil, inChinese(err)
	}
	if rest := flags.Args(); len(rest) > 0 {
		return nil, fmt.Errorf("无法识别的参数 %q", rest)
	}
	return opts, opts.complete()
}

// inChinese puts the three complaints of package flag into the user's language; what a flag itself said stays.
func inChinese(err error) error {
	text := err.Error()
	if name, found := strings.CutPrefix(text, "flag provided but not defined: -"); found {
		return fmt.Errorf("没有选项 --%s，可用 --help 查看全部选项", name)
	}
	if name, found := strings.CutPrefix(text, "flag needs an argument: -"); found {
		return fmt.Errorf("选项 --%s 后面缺少值", name)
	}
	if parts := invalidValue.FindStringSubmatch(text); parts != nil {
		return fmt.Errorf("选项 --%s 的值 %s 无效：%s", parts[2], parts[1], strings.Replace(parts[3], "parse error", "应为整数", 1))
	}
	return err
}

func (o *options) flags() *flag.FlagSet {
	f := flag.NewFlagSet("server start-dev", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	f.StringVar(&o.ip, "ip", loopback, "服务监听的 `IP` 地址")
	f.IntVar(&o.port, "port", 7233, "服务`端口`（gRPC）")
	f.StringVar(&o.uiIP, "ui-ip", "", "页面监听的 `IP` 地址，默认与 --ip 相同")
	f.IntVar(&o.uiPort, "ui-port", 0, "页面`端口`，默认为服务端口加 1000")
	f.IntVar(&o.metricsPort, "metrics-port", 0, "Prometheus 指标`端口`，默认不开放")
	f.BoolVar(&o.headless, "headless", false, "不启动页面")
	f.StringVar(&o.database, "db-filename", "", "SQLite `文件`，默认只在内存中")
	f.StringVar(&o.logFormat, "log-format", "text", "日志`格式`：text、pretty 或 json")
	f.StringVar(&o.logLevel, "log-level", "warn", "日志`级别`：debug、info、warn、error、fatal 或 never")
	f.Func("namespace", "启动时建立的命名空间`名称`，可重复，默认 default", o.addNamespace)
	f.Func("retention", "已结束流程的保留`期限`，如 3650d；新命名空间默认 3650d", o.setRetention)
	f.Func("search-attribute", "检索属性 `名称=类型`，可重复，如 Stage=Keyword", o.addSearchAttribute)
	f.Func("dynamic-config-value", "动态配置 `键=JSON 值`，可重复", o.addDynamicConfig)
	f.Func("sqlite-pragma", "SQLite `名称=值`，可重复", o.addPragma)
	return f
}

func (o *options) addNamespace(name string) error {
	if name == "" {
		return fmt.Errorf("命名空间名称不能为空")
	}
	o.namespaces = append(o.namespaces, name)
	return nil
}

func (o *options) setRetention(text string) error {
	length, err := timestamp.ParseDurationDefaultDays(text)
	if err != nil || length < shortestAllowed {
		return fmt.Errorf("保留期限应为不少于一天的时长，如 3650d")
	}
	o.retention = length
	return nil
}

func (o *options) addSearchAttribute(pair string) error {
	name, kind, err := split(pair)
	if err != nil {
		return err
	}
	valueType, err := enumspb.IndexedValueTypeFromString(kind)
	if err != nil || valueType == enumspb.INDEXED_VALUE_TYPE_UNSPECIFIED {
		return fmt.Errorf("检索属性 %s 的类型 %q 不存在，应为 Bool、Datetime、Double、Int、Keyword、KeywordList 或 Text", name, kind)
	}
	if sadefs.IsReserved(name) {
		return fmt.Errorf("检索属性名称 %s 由引擎保留，请另取名称", name)
	}
	o.searchAttributes[name] = valueType
	return nil
}

func (o *options) addDynamicConfig(pair string) error {
	key, text, err := split(pair)
	if err != nil {
		return err
	}
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return fmt.Errorf("动态配置 %s 的值 %s 不是 JSON（文字须带英文双引号）", key, text)
	}
	// JSON has one kind of number; the server takes a whole one only as an int.
	if number, ok := value.(float64); ok && number == math.Trunc(number) {
		value = int(number)
	}
	o.dynamicConfig[key] = value
	return nil
}

func (o *options) addPragma(pair string) error {
	name, value, err := split(pair)
	if err != nil {
		return err
	}
	o.pragmas[name] = value
	return nil
}

func split(pair string) (string, string, error) {
	key, value, found := strings.Cut(pair, "=")
	if !found || key == "" {
		return "", "", fmt.Errorf("%q 应写成 “名称=值”", pair)
	}
	return key, value, nil
}

// complete fills what follows from other options and refuses what cannot be.
func (o *options) complete() error {
	if o.ip == "localhost" {
		o.ip = loopback
	}
	if o.uiIP == "" {
		o.uiIP = o.ip
	}
	if o.uiPort == 0 {
		o.uiPort = o.port + 1000
	}
	if len(o.namespaces) == 0 {
		o.namespaces = []string{"default"}
	}
	for _, ip := range []string{o.ip, o.uiIP} {
		if net.ParseIP(ip) == nil {
			return fmt.Errorf("%q 不是 IP 地址", ip)
		}
	}
	return errors.Join(o.checkPorts(), o.checkLog())
}

func (o *options) checkPorts() error {
	ports := map[string]int{"--port": o.port}
	if !o.headless {
		ports["--ui-port"] = o.uiPort
	}
	for name, port := range ports {
		if port < 1 || port > 65535 {
			return fmt.Errorf("%s 应在 1 至 65535 之间，现为 %d", name, port)
		}
	}
	return nil
}

func (o *options) checkLog() error {
	if !slices.Contains([]string{"text", "pretty", "json"}, o.logFormat) {
		return fmt.Errorf("--log-format 应为 text、pretty 或 json，现为 %q", o.logFormat)
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error", "fatal", "never"}, o.logLevel) {
		return fmt.Errorf("--log-level 应为 debug、info、warn、error、fatal 或 never，现为 %q", o.logLevel)
	}
	return nil
}

// frontendAddress is where a caller on this machine reaches the service.
func (o *options) frontendAddress() string { return reachable(o.ip, o.port) }

func (o *options) uiAddress() string { return reachable(o.uiIP, o.uiPort) }

func reachable(ip string, port int) string {
	if net.ParseIP(ip).IsUnspecified() {
		ip = loopback
	}
	return net.JoinHostPort(ip, strconv.Itoa(port))
}
