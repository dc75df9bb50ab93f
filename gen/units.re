// Made by grammar/mk from grammar/words.def.
      unit = "万元" | "萬元" | "元" | "件" | "条" | "條" | "项" | "項" | "个" | "個" | "次" | "宗" | "份" | "起" | "例" | "部";
