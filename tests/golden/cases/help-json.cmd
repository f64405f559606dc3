foilint help --format=json | python3 -c "
import json, sys
told = json.load(sys.stdin)
for o in told['options']:
    if o['name'] in ('format', 'jobs', 'days'):
        print(o['name'], o.get('letter'), o.get('value'), o['commands'], '|', o['help'].split('\n')[0])"
