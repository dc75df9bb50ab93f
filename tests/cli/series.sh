# series.sh: three reports of one body in $made, on 2021 to 2024 without 2022: the name is written in three ways, and the
# last carries in what nobody carried out. For the cases series-*.
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
year() { sed "s/2023年1月1日至2023年12月31日/$1年1月1日至$1年12月31日/; s/^望湖县水利局2023年/$2$1年/" ../inputs/good.txt; }
year 2021 望湖县水务局 > "$made/old.txt"
year 2023 望湖县水利局 > "$made/a.txt"
year 2024 望湖县人民政府水利局 | sed 's/^| 二、上年结转.*/| 二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |/' > "$made/b.txt"
printf '# renamed\n望湖县水务局 = 望湖县水利局\n' > "$made/names"
cd "$made" || exit 2
