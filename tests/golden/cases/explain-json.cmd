foilint explain --no-config --format=json eu-gdpr-cited | python3 -c "
import json, sys
rule = json.load(sys.stdin)['rules'][0]
print(rule['id'], rule['from'], 'to' in rule, [e['kind'] for e in rule['examples']])
print(all(e['text'] for e in rule['examples']), rule['examples'][0]['quotes'])"
foilint explain --no-config --format=json no-such-rule
foilint explain --no-config --format=sarif eu-gdpr-cited
